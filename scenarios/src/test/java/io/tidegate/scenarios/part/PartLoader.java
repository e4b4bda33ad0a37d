package io.tidegate.scenarios.part;

import io.tidegate.local.process.Root;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A service's class path: its jar, its libraries, and the tests' classes that start it. Nothing of another service's is
 * on it, and of the tests' own class path only {@link Part}, which both sides must mean when they say it.
 */
public final class PartLoader extends URLClassLoader {
    private final String inside;

    private PartLoader(String service, String inside, URL[] classPath) {
        super(service, classPath, ClassLoader.getPlatformClassLoader());
        this.inside = inside;
    }

    /**
     * @param service the service's directory under {@code services/}
     * @param inside the class that is the {@link Part} there; it has a constructor with settings and clock
     */
    public static PartLoader of(String service, String inside) {
        Path target = Root.path().resolve("services").resolve(service).resolve("target");
        List<URL> classPath = new ArrayList<>();
        classPath.add(PartLoader.class.getProtectionDomain().getCodeSource().getLocation());
        classPath.add(url(target.resolve("tidegate-" + service + ".jar")));
        try (Stream<Path> libraries = Files.list(target.resolve("lib"))) {
            libraries.sorted().map(PartLoader::url).forEach(classPath::add);
        } catch (IOException e) {
            throw new UncheckedIOException("the libraries of " + service + " are missing: run ./mvnw package", e);
        }
        return new PartLoader(service, inside, classPath.toArray(URL[]::new));
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Starts the service. Returns when it is ready. */
    public Part start(Map<String, Object> settings, Clock clock) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // Kafka's clients and the framework look for classes by their thread's loader.
        thread.setContextClassLoader(this);
        try {
            return (Part)
                    loadClass(inside).getConstructor(Map.class, Clock.class).newInstance(settings, clock);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(getName() + " does not start", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(inside + " cannot start " + getName(), e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        return name.equals(Part.class.getName()) ? Part.class : super.loadClass(name, resolve);
    }
}
