package latchkey.admin.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nothing scans the class path at start, so a view that is missing in the list would simply not exist. */
class ViewsTest {

    private static final Path CLASSES = Path.of(
            Views.class.getProtectionDomain().getCodeSource().getLocation().getPath());

    @Test
    void every_route_is_registered() throws Exception {
        assertThat(Views.ROUTES)
                .containsExactlyInAnyOrderElementsOf(views(type -> type.isAnnotationPresent(Route.class)));
    }

    @Test
    void every_error_view_is_registered() throws Exception {
        assertThat(Views.ERRORS).containsExactlyInAnyOrderElementsOf(views(HasErrorParameter.class::isAssignableFrom));
    }

    private static <T> List<Class<? extends T>> views(java.util.function.Predicate<Class<?>> wanted) throws Exception {
        try (Stream<Path> files = Files.walk(CLASSES.resolve("latchkey"))) {
            return files.map(CLASSES::relativize)
                    .map(Path::toString)
                    .filter(file -> file.endsWith(".class") && !file.contains("package-info"))
                    .<Class<?>>map(
                            file -> type(file.substring(0, file.length() - 6).replace('/', '.')))
                    .filter(wanted)
                    .map(ViewsTest::<T>cast)
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> Class<? extends T> cast(Class<?> type) {
        return (Class<? extends T>) type;
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name, false, ViewsTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
