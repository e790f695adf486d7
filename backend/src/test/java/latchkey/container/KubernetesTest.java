package latchkey.container;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import latchkey.config.Settings;
import latchkey.testing.World;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What config/kubernetes says, against the types that Kubernetes publishes and the names that Latchkey knows. */
class KubernetesTest {

    private static final Path FOLDER = Path.of("../config/kubernetes");
    private static final Map<String, Class<? extends HasMetadata>> TYPES = Map.of(
            "apps/v1 Deployment", Deployment.class,
            "v1 Service", Service.class,
            "autoscaling/v2 HorizontalPodAutoscaler", HorizontalPodAutoscaler.class,
            "policy/v1 PodDisruptionBudget", PodDisruptionBudget.class,
            "networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class,
            "networking.k8s.io/v1 Ingress", Ingress.class);

    /** The model keeps what it doesn't know; here that is a fault. */
    private static final JsonMapper STRICT = JsonMapper.builder()
            .annotationIntrospector(new JacksonAnnotationIntrospector() {
                @Override
                public Boolean hasAnySetter(Annotated member) {
                    return false;
                }
            })
            .build();

    private static final Settings SETTINGS = Settings.read(
            Map.of("LATCHKEY_CONFIG", FOLDER.resolve("base/latchkey.yaml").toString()));

    @Test
    void every_object_has_the_fields_of_its_published_type_and_no_others() {
        assertThat(objects()).hasSize(11);
        Map<String, Object> service = documents(FOLDER.resolve("base/admin-ui.yaml"))
                .filter(document -> kind(document).equals("v1 Service"))
                .findFirst()
                .orElseThrow();
        service.put("speck", Map.of());
        assertThatThrownBy(() -> parse(service)).hasMessageContaining("speck");
    }

    @Test
    void every_variable_is_a_key_of_ours() {
        // Those of the overlay's patch too.
        Map<String, String> environment = all(Deployment.class)
                .flatMap(deployment -> container(deployment).getEnv().stream())
                .filter(variable -> variable.getName().startsWith("LATCHKEY_"))
                .collect(toMap(EnvVar::getName, EnvVar::getValue));
        assertThat(environment).isNotEmpty();
        assertThat(Settings.read(environment)).isNotNull();
    }

    @Test
    void ports_are_those_that_latchkey_listens_at() {
        for (Deployment deployment : deployments()) {
            for (ContainerPort port : container(deployment).getPorts()) {
                assertThat(port.getContainerPort())
                        .as(port.getName())
                        .isEqualTo(SETTINGS.port(port.getName() + ".port"));
            }
        }
    }

    @Test
    void whoever_names_a_port_or_an_object_means_one_that_is_there() {
        List<HasMetadata> objects = objects();
        List<String> names = objects.stream()
                .map(object -> object.getKind() + " " + object.getMetadata().getName())
                .toList();
        for (HasMetadata object : objects) {
            switch (object) {
                case Service service -> {
                    List<String> ports = ports(service.getSpec().getSelector());
                    assertThat(service.getSpec().getPorts())
                            .extracting(port -> port.getTargetPort().getStrVal())
                            .isSubsetOf(ports);
                }
                case HorizontalPodAutoscaler scaler ->
                    assertThat(names)
                            .contains("Deployment "
                                    + scaler.getSpec().getScaleTargetRef().getName());
                case PodDisruptionBudget budget ->
                    assertThat(ports(budget.getSpec().getSelector().getMatchLabels()))
                            .isNotEmpty();
                case NetworkPolicy policy ->
                    assertThat(policy.getSpec().getIngress().stream()
                                    .flatMap(rule -> rule.getPorts().stream())
                                    .map(port -> port.getPort().getStrVal()))
                            .isSubsetOf(ports(policy.getSpec().getPodSelector().getMatchLabels()));
                case Ingress ingress ->
                    ingress.getSpec().getRules().stream()
                            .flatMap(rule -> rule.getHttp().getPaths().stream())
                            .map(path -> path.getBackend().getService())
                            .forEach(service -> {
                                assertThat(names).contains("Service " + service.getName());
                                assertThat(ports(Map.of("app.kubernetes.io/name", service.getName())))
                                        .contains(service.getPort().getName());
                            });
                default -> {}
            }
        }
    }

    @Test
    void probes_ask_what_latchkey_answers() {
        try (World world = World.start()) {
            for (Deployment deployment : deployments()) {
                Container container = container(deployment);
                for (Probe probe : List.of(
                        container.getStartupProbe(), container.getLivenessProbe(), container.getReadinessProbe())) {
                    assertThat(container.getPorts())
                            .extracting(ContainerPort::getName)
                            .contains(probe.getHttpGet().getPort().getStrVal());
                    // The admin UI has the same two.
                    assertThat(world.management()
                                    .get(probe.getHttpGet().getPath())
                                    .status())
                            .isEqualTo(200);
                }
            }
        }
    }

    /** As long as Main waits for PostgreSQL at the start, and for requests at the end. */
    @Test
    void a_start_and_a_stop_have_the_time_that_they_may_take() {
        PodSpec pod = backend().getSpec().getTemplate().getSpec();
        assertThat(pod.getTerminationGracePeriodSeconds())
                .isGreaterThan(SETTINGS.pause("shutdown.drain").toSeconds() + 12);
        Probe start = container(backend()).getStartupProbe();
        assertThat(start.getFailureThreshold() * start.getPeriodSeconds()).isGreaterThan(300);
    }

    @Test
    void no_container_is_root_or_writes_to_its_root() throws IOException {
        for (Deployment deployment : deployments()) {
            PodSpec pod = deployment.getSpec().getTemplate().getSpec();
            assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(pod.getAutomountServiceAccountToken()).isFalse();
            var security = container(deployment).getSecurityContext();
            assertThat(security.getReadOnlyRootFilesystem()).isTrue();
            assertThat(security.getAllowPrivilegeEscalation()).isFalse();
            assertThat(security.getCapabilities().getDrop()).containsExactly("ALL");
            assertThat(Files.readString(Path.of("../config/container/Containerfile."
                            + container(deployment).getName())))
                    .contains("USER " + pod.getSecurityContext().getRunAsUser() + "\n");
        }
    }

    /** The program finds settings and secrets where the machine's page puts them. */
    @Test
    void settings_and_secrets_are_where_the_program_looks() throws IOException {
        assertThat(container(backend()).getVolumeMounts())
                .anyMatch(mount -> mount.getMountPath().equals("/etc/latchkey"));
        String program = Files.readString(Path.of("../config/bin/latchkey-backend"));
        for (String file : List.of("latchkey.yaml", "secret", "previous-secret", "database-url", "mail-url")) {
            assertThat(program).contains("/etc/latchkey/" + file);
            if (!file.endsWith(".yaml")) {
                assertThat(Files.readString(FOLDER.resolve("README.md"))).contains("--from-file=" + file);
            }
        }
    }

    /** The operator's type is published for Go alone. */
    @Test
    void all_backends_together_find_connections_in_the_cluster_of_postgresql() throws IOException {
        JsonObject cluster = onlyDocument("cloudnativepg/database.yaml");
        assertThat(kind(cluster.getMap())).isEqualTo("postgresql.cnpg.io/v1 Cluster");
        JsonObject spec = cluster.getJsonObject("spec");
        JsonObject postgresql = spec.getJsonObject("postgresql");
        int most = only(HorizontalPodAutoscaler.class).getSpec().getMaxReplicas();
        // One more while a version replaces another.
        assertThat((most + 1) * SETTINGS.number("database.connections", 5, 1000))
                .isLessThan(
                        Integer.parseInt(postgresql.getJsonObject("parameters").getString("max_connections")));
        assertThat(postgresql.getJsonObject("synchronous").getInteger("number"))
                .isLessThan(spec.getInteger("instances"));
        assertThat(spec.getJsonObject("bootstrap").getJsonObject("initdb").getMap())
                .containsEntry("database", "latchkey")
                .containsEntry("owner", "latchkey");
        String name = cluster.getJsonObject("metadata").getString("name");
        assertThat(Files.readString(FOLDER.resolve("cloudnativepg/backend.yaml")))
                .contains("name: " + name + "-app\n", "secretName: " + name + "-ca\n")
                .contains(
                        "postgresql://latchkey:$(DATABASE_PASSWORD)@" + name + "-rw:5432/latchkey?sslmode=verify-full");
    }

    /** A file that is named by none would never be applied. */
    @Test
    void a_kustomization_names_each_file_beside_it_and_the_images_of_all_programs() throws IOException {
        for (String folder : List.of("base", "cloudnativepg")) {
            JsonObject kustomization = onlyDocument(folder + "/kustomization.yaml");
            assertThat(kind(kustomization.getMap())).isEqualTo("kustomize.config.k8s.io/v1beta1 Kustomization");
            assertThat(kustomization.fieldNames())
                    .isSubsetOf(
                            "apiVersion", "kind", "namespace", "resources", "patches", "configMapGenerator", "images");
            Stream<Object> files = Stream.of(
                            kustomization.getJsonArray("resources").stream(),
                            objects(kustomization, "patches").map(patch -> patch.getString("path")),
                            objects(kustomization, "configMapGenerator")
                                    .flatMap(map -> map.getJsonArray("files").stream()))
                    .flatMap(named -> named);
            assertThat(files.map(file ->
                            FOLDER.resolve(folder).resolve((String) file).normalize()))
                    .filteredOn(file -> file.getParent().endsWith(folder))
                    .containsExactlyInAnyOrderElementsOf(filesBeside(folder));
        }
        assertThat(objects(onlyDocument("base/kustomization.yaml"), "images").map(image -> image.getString("name")))
                .containsExactlyInAnyOrderElementsOf(deployments().stream()
                        .map(deployment -> container(deployment).getImage())
                        .toList());
        assertThat(onlyDocument("cloudnativepg/kustomization.yaml").getJsonArray("resources"))
                .contains("../base");
    }

    private static List<Path> filesBeside(String folder) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
            return files.filter(file -> !file.endsWith("kustomization.yaml"))
                    .map(Path::normalize)
                    .toList();
        }
    }

    private static JsonObject onlyDocument(String file) {
        return new JsonObject(documents(FOLDER.resolve(file)).findFirst().orElseThrow());
    }

    private static Stream<JsonObject> objects(JsonObject parent, String field) {
        return parent.getJsonArray(field, new JsonArray()).stream().map(JsonObject.class::cast);
    }

    @Test
    void kustomize_puts_both_together() throws Exception {
        Assumptions.assumeTrue(
                Stream.of("/usr/bin/kubectl", "/usr/local/bin/kubectl")
                        .map(Path::of)
                        .anyMatch(Files::isExecutable),
                "kubectl is not installed");
        for (String folder : List.of("base", "cloudnativepg")) {
            var kubectl = new ProcessBuilder(
                            "kubectl", "kustomize", FOLDER.resolve(folder).toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String put = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(kubectl.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(kubectl.exitValue()).isZero();
            assertThat(put).contains("kind: ConfigMap").doesNotContain("image: latchkey-");
            assertThat(documents(put)
                            .filter(document -> TYPES.containsKey(kind(document)))
                            .map(KubernetesTest::parse))
                    .hasSize(10);
        }
    }

    private static Deployment backend() {
        return deployments().stream()
                .filter(deployment -> container(deployment).getName().equals("backend"))
                .findFirst()
                .orElseThrow();
    }

    private static List<Deployment> deployments() {
        // The patch of the overlay is a part of one.
        return all(Deployment.class)
                .filter(deployment -> deployment.getSpec().getSelector() != null)
                .toList();
    }

    private static Container container(Deployment deployment) {
        return deployment.getSpec().getTemplate().getSpec().getContainers().getFirst();
    }

    private static List<String> ports(Map<String, String> labels) {
        return deployments().stream()
                .filter(deployment -> deployment
                        .getSpec()
                        .getTemplate()
                        .getMetadata()
                        .getLabels()
                        .entrySet()
                        .containsAll(labels.entrySet()))
                .flatMap(deployment -> container(deployment).getPorts().stream())
                .map(ContainerPort::getName)
                .toList();
    }

    private static <T extends HasMetadata> T only(Class<T> type) {
        return all(type).findFirst().orElseThrow();
    }

    private static <T extends HasMetadata> Stream<T> all(Class<T> type) {
        return objects().stream().filter(type::isInstance).map(type::cast);
    }

    private static List<HasMetadata> objects() {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .flatMap(KubernetesTest::documents)
                    .filter(document -> TYPES.containsKey(kind(document)))
                    .<HasMetadata>map(KubernetesTest::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Map<String, Object>> documents(Path file) {
        try {
            return documents(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Map<String, Object>> documents(String text) {
        var yaml = new Load(LoadSettings.builder().build());
        return StreamSupport.stream(yaml.loadAllFromString(text).spliterator(), false)
                .map(document -> STRICT.convertValue(document, new TypeReference<Map<String, Object>>() {}));
    }

    private static String kind(Map<String, Object> document) {
        return document.get("apiVersion") + " " + document.get("kind");
    }

    private static HasMetadata parse(Map<String, Object> document) {
        return STRICT.convertValue(document, TYPES.get(kind(document)));
    }
}
