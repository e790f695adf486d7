package latchkey.admin.web;

import com.vaadin.flow.di.LookupInitializer;
import com.vaadin.flow.server.VaadinServlet;
import com.vaadin.flow.server.startup.ErrorNavigationTargetInitializer;
import com.vaadin.flow.server.startup.LookupServletContainerInitializer;
import com.vaadin.flow.server.startup.RouteRegistryInitializer;
import com.vaadin.flow.server.startup.ServletContextListeners;
import com.vaadin.flow.server.startup.VaadinAppShellInitializer;
import com.vaadin.flow.server.startup.WebComponentConfigurationRegistryInitializer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContainerInitializer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import latchkey.admin.api.StaffGate;
import latchkey.admin.frame.SessionLimits;
import latchkey.admin.session.EndedPush;
import latchkey.admin.ui.Live;
import latchkey.config.Settings;
import latchkey.config.tls.ServerCertificate;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.ee11.servlet.SessionHandler;
import org.eclipse.jetty.ee11.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.server.handler.MinimumDataRateHandler;
import org.eclipse.jetty.util.resource.Resource;
import org.eclipse.jetty.util.resource.ResourceFactory;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

/**
 * Jetty with Vaadin's servlet. What Vaadin usually finds by scanning the class path is listed here: it starts faster,
 * and {@link Views} shows every page (docs/decisions/030-vaadin-without-plugin.md).
 */
public final class WebServer {

    private static final Duration STOP = Duration.ofSeconds(5);

    private final Server server = new Server(new VirtualThreadPool());
    private final ServerConnector connector;
    private final Optional<RenewedTls> tls;

    private WebServer(
            Settings settings, ServerLimits limits, Optional<RenewedTls> tls, Handler app, PlainErrors errors) {
        this.tls = tls;
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setHttpCompliance(HttpCompliance.STRICT);
        // The browser checks whose certificate it is.
        tls.ifPresent(own -> http.addCustomizer(new SecureRequestCustomizer(false)));
        var requests = new HttpConnectionFactory(http);
        connector = tls.map(own -> new ServerConnector(server, own.factory(), requests))
                .orElseGet(() -> new ServerConnector(server, requests));
        connector.setHost(settings.text("bind"));
        connector.setPort(settings.port("admin.port"));
        connector.addBean(new SlowHeads(connector.getScheduler(), limits.longestHead()));
        server.addConnector(connector);
        var steady = new MinimumDataRateHandler(app, limits.leastBytesPerSecond(), 0);
        server.setHandler(new GracefulHandler(new StrictRequests(new SlowBodies(steady, limits.longestBody()))));
        server.setErrorHandler(errors);
        server.setStopTimeout(STOP.toMillis());
    }

    public static WebServer of(Settings settings) {
        return of(settings, ServerLimits.USUAL);
    }

    static WebServer of(Settings settings, ServerLimits limits) {
        boolean secure = settings.uri("admin.url", "http", "https").getScheme().equals("https");
        URI staffUrl = settings.uri("staff.url", "http", "https");
        var app = new ServletContextHandler("/", ServletContextHandler.SESSIONS);
        app.setClassLoader(WebServer.class.getClassLoader());
        app.setBaseResource(resources(app));
        var gate = new StaffGate(staffUrl, Live::isAsked);
        app.getContext().setAttribute(StaffGate.class.getName(), gate);
        var sessions = new SessionLimits(
                settings.duration("session.idle"), limits.strangersWithoutPage(), limits.strangersWithPage());
        app.getContext().setAttribute(SessionLimits.class.getName(), sessions);
        sessions(app.getSessionHandler(), secure, limits.idleWithoutPage());
        var headers = new SecurityHeaders(secure);
        var errors = new PlainErrors(headers);
        app.setErrorHandler(errors);
        filter(app, headers);
        filter(app, new SameSiteEntrance());
        filter(app, new EndedPush());
        vaadin(app);
        app.addServlet(new ServletHolder("health", new Health(gate::isThere)), "/health/*");
        return new WebServer(
                settings, limits, ServerCertificate.of(settings, "admin").map(RenewedTls::new), app, errors);
    }

    /** @throws IOException if the port can't be listened on */
    public void start() throws IOException {
        try {
            server.start();
            tls.ifPresent(own -> own.watch(connector.getScheduler()));
        } catch (IOException e) {
            stop();
            throw e;
        } catch (Exception e) {
            stop();
            throw new IllegalStateException("The admin UI could not start", e);
        }
    }

    public int port() {
        return connector.getLocalPort();
    }

    public void stop() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The admin UI could not stop", e);
        }
    }

    private static void filter(ServletContextHandler app, Filter filter) {
        var holder = new FilterHolder(filter);
        holder.setAsyncSupported(true);
        app.addFilter(holder, "/*", EnumSet.of(DispatcherType.REQUEST));
    }

    /** @param idle for new sessions; {@link StartUp} gives those with a page their own */
    private static void sessions(SessionHandler sessions, boolean secure, Duration idle) {
        sessions.setSessionCookie(secure ? "__Host-latchkey-staff" : "latchkey-staff");
        sessions.setHttpOnly(true);
        sessions.setSecureCookies(secure);
        sessions.setSameSite(HttpCookie.SameSite.STRICT);
        sessions.setUsingUriParameters(false);
        sessions.setMaxInactiveInterval(Math.toIntExact(idle.toSeconds()));
    }

    private static void vaadin(ServletContextHandler app) {
        initialise(app, new LookupServletContainerInitializer(), LookupInitializer.class, Views.class);
        initialise(app, new RouteRegistryInitializer(), Views.ROUTES.toArray(Class<?>[]::new));
        initialise(app, new ErrorNavigationTargetInitializer(), Views.ERRORS.toArray(Class<?>[]::new));
        initialise(app, new VaadinAppShellInitializer(), Shell.class);
        initialise(app, new WebComponentConfigurationRegistryInitializer());
        app.addEventListener(new ServletContextListeners());
        JakartaWebSocketServletContainerInitializer.configure(app, null);
        var servlet = new ServletHolder("vaadin", VaadinServlet.class);
        servlet.setInitParameter("productionMode", "true");
        servlet.setInitParameter("closeIdleSessions", "true");
        servlet.setAsyncSupported(true);
        servlet.setInitOrder(1);
        app.addServlet(servlet, "/*");
    }

    private static void initialise(
            ServletContextHandler app, ServletContainerInitializer initializer, Class<?>... classes) {
        var _ = app.addServletContainerInitializer(initializer, classes);
    }

    /** Every jar's {@code META-INF/resources}: our stylesheet, Vaadin's theme. */
    private static Resource resources(ServletContextHandler app) {
        try {
            ResourceFactory factory = ResourceFactory.of(app);
            List<Resource> folders =
                    Collections.list(WebServer.class.getClassLoader().getResources("META-INF/resources/")).stream()
                            .map(factory::newResource)
                            .toList();
            return ResourceFactory.combine(folders);
        } catch (IOException e) {
            throw new IllegalStateException("The class path can't be read", e);
        }
    }
}
