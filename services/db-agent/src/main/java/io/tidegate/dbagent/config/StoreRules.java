package io.tidegate.dbagent.config;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What must be so of a store before the agent starts. Whether it answers, preflight sees. */
final class StoreRules {
    /** Amazon S3, "Bucket naming rules". */
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    /** Azure, "Naming and referencing containers, blobs, and metadata". */
    private static final Pattern CONTAINER = Pattern.compile("(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*");

    private final String place;
    private final List<ConfigProblem> problems;

    StoreRules(String name, List<ConfigProblem> problems) {
        this.place = "stores." + name;
        this.problems = problems;
    }

    void check(Store store) {
        switch (store) {
            case Store.Directory directory -> directory(directory.path());
            case Store.S3 s3 -> s3(s3);
            case Store.AzureBlob azure -> {
                name("container", azure.container(), CONTAINER, "letters, digits and single hyphens");
                secret("connection-string-file", azure.connectionStringFile());
            }
        }
    }

    private void directory(@Nullable Path path) {
        if (path != null && Files.exists(path) && !Files.isDirectory(path)) {
            wrong("path", path + " is no directory: name one");
        }
    }

    private void s3(Store.S3 store) {
        name("bucket", store.bucket(), BUCKET, "letters, digits, hyphens and dots");
        URI endpoint = store.endpoint();
        if (endpoint != null
                && (endpoint.getHost() == null
                        || !String.valueOf(endpoint.getScheme()).startsWith("http"))) {
            wrong("endpoint", "is '" + endpoint + "': write an http or https address");
        }
        if ((store.accessKeyFile() == null) != (store.secretKeyFile() == null)) {
            wrong(
                    store.accessKeyFile() == null ? "secret-key-file" : "access-key-file",
                    "is there alone: write access-key-file and secret-key-file, or neither for the machine's own"
                            + " credentials");
        }
        secret("access-key-file", store.accessKeyFile());
        secret("secret-key-file", store.secretKeyFile());
    }

    /** What is missing is said already. */
    private void name(String key, @Nullable String value, Pattern pattern, String allowed) {
        if (value != null && !pattern.matcher(value).matches()) {
            wrong(key, "is '" + value + "': write 3 to 63 lower-case " + allowed + ", as it is called");
        }
    }

    private void secret(String key, @Nullable Path file) {
        if (file != null && (!Files.isReadable(file) || Files.isDirectory(file))) {
            wrong(key, file + " cannot be read: write the path of a file with the secret and nothing else");
        }
    }

    private void wrong(String key, String says) {
        problems.add(new ConfigProblem(place + "." + key, says));
    }
}
