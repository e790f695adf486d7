package latchkey;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

class HouseRulesTest {

    private static final JavaClasses CLASSES = new ClassFileImporter().importPath(compiledClasses());

    @Test
    void features_do_not_depend_on_each_other_in_circles() {
        slices().matching("latchkey.(*)..").should().beFreeOfCycles().check(CLASSES);
        slices().matching("latchkey.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void a_package_has_at_most_fifteen_files() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(".."))) {
            Map<Path, Long> packages = files.filter(
                            file -> file.toString().matches(".*/src/(main|test)/java/.*\\.java"))
                    .filter(file -> !file.endsWith("package-info.java"))
                    .collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));
            packages.values().removeIf(count -> count <= 15);
            assertThat(packages)
                    .as("packages with more files: split each so that the names say what is inside")
                    .isEmpty();
        }
    }

    /** The rules for passwords know neither hashes nor threads, threads know no hashes; PasswordHasher joins them. */
    @Test
    void hashing_depends_on_the_rooms_beside_it_and_they_on_none() {
        noClasses()
                .that()
                .resideInAPackage("latchkey.password")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("latchkey.password.hash..", "latchkey.password.pool..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("latchkey.password.pool..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("latchkey.password", "latchkey.password.hash..")
                .check(CLASSES);
    }

    @Test
    void only_tables_and_what_reaches_the_database_run_sql() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Table")
                .and()
                .resideOutsideOfPackage("latchkey.database..")
                .should()
                .callMethodWhere(target(nameMatching("preparedQuery|query|prepare")))
                .because("a feature's statements stand in its XTable")
                .check(CLASSES);
    }

    @Test
    void the_rooms_of_mail_build_on_each_other() {
        noClasses()
                .that()
                .resideInAPackage("latchkey.mail")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("latchkey.mail.wire", "latchkey.mail.outbox")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("latchkey.mail.wire")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("latchkey.mail.outbox")
                .check(CLASSES);
    }

    @Test
    void only_the_mail_package_sends_mail() {
        noClasses()
                .that()
                .resideOutsideOfPackage("latchkey.mail..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.vertx.ext.mail..")
                .because("a mail is a row in the outbox, written by the statement that makes the change")
                .check(CLASSES);
    }

    @Test
    void only_the_password_package_hashes() {
        noClasses()
                .that()
                .resideOutsideOfPackages("latchkey.password..", "latchkey.key..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bouncycastle..")
                .check(CLASSES);
    }

    /** Who signs and who verifies what: docs/decisions/002-sessions-and-tokens.md. */
    @Test
    void a_token_is_signed_in_one_place_and_verified_in_another() {
        onlyIn("com.nimbusds..", "latchkey.key", "latchkey.openid");
        onlyIn("io.vertx.ext.auth.jwt..", "latchkey.session");
    }

    /** At an upgrade of Vert.x these may break: docs/decisions/082-inside-vertx.md. */
    @Test
    void what_is_inside_vertx_and_netty_is_used_in_few_places() {
        onlyIn("io.vertx..impl..", "latchkey.database", "latchkey.web.server");
        onlyIn("io.vertx..internal..", "latchkey.database", "latchkey.web.trace");
        onlyIn("io.netty..", "latchkey.caller", "latchkey.web", "latchkey.web.server");
    }

    private static void onlyIn(String library, String... packages) {
        noClasses()
                .that()
                .resideOutsideOfPackages(packages)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .because("the page of docs/decisions that is named above this rule keeps it in few places")
                .check(CLASSES);
    }

    @Test
    void the_frame_of_http_knows_no_feature() {
        noClasses()
                .that()
                .resideInAPackage("latchkey.web..")
                .should()
                .dependOnClassesThat(resideInAPackage("latchkey..")
                        .and(not(resideInAnyPackage(
                                "latchkey.web..", "latchkey.text..", "latchkey.key..", "latchkey.config.."))))
                .check(CLASSES);
    }

    @Test
    void what_is_below_does_not_know_what_is_built_on_it() {
        layered("latchkey.contact..", "latchkey.search..", "latchkey.transfer..", "latchkey.invitation..");
        layered("latchkey.search..", "latchkey.transfer..", "latchkey.invitation..");
        layered("latchkey.caller..", "latchkey.api..", "latchkey.portal..", "latchkey.page..");
        layered("latchkey.api..", "latchkey.portal..", "latchkey.page..", "latchkey.contact..", "latchkey.staff..");
    }

    private static void layered(String lower, String... upper) {
        noClasses()
                .that()
                .resideInAPackage(lower)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(upper)
                .because("a package knows only what is below it: move what both need further down")
                .check(CLASSES);
    }

    @Test
    void nothing_is_named_after_a_pattern() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .because("a name says what a class is for in the field's words")
                .check(CLASSES);
    }

    @Test
    void application_code_composes_futures_and_makes_no_promises() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("io.vertx.core.Promise")
                .because("a method returns the future that it was given, and a dropped one does not compile")
                .check(CLASSES);
    }

    @Test
    void every_package_is_null_marked() {
        classes()
                .that()
                .haveSimpleName("package-info")
                .should()
                .beAnnotatedWith(NullMarked.class)
                .because("NullAway looks at no other: add @NullMarked to its package-info.java")
                .check(CLASSES);
    }

    /** The folder that the build compiled the main classes into. */
    private static Path compiledClasses() {
        return Path.of(
                Main.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    }
}
