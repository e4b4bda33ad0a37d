package io.tidegate.dbagent.metrics;

import io.tidegate.contracts.json.Json;
import io.tidegate.dbagent.record.DurableFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The samples of one attempt in a file, a line each, so that an agent that is started again goes on with them. It
 * outlives the process and not the machine: what a power cut takes is measured again.
 */
final class SampleLog implements AutoCloseable {
    private final List<Sample> earlier;
    private final Writer writer;

    private SampleLog(List<Sample> earlier, Writer writer) {
        this.earlier = earlier;
        this.writer = writer;
    }

    /** What a killed agent has written half is cut off. */
    static SampleLog open(Path file) throws IOException {
        String text = Files.exists(file) ? Files.readString(file) : "";
        List<Sample> samples = new ArrayList<>();
        int whole = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', whole)) {
            try {
                samples.add(Json.read(text.substring(whole, end), Sample.class));
            } catch (UncheckedIOException e) {
                break;
            }
            whole = end + 1;
        }
        if (whole < text.length()) {
            DurableFiles.replace(file, text.substring(0, whole));
        }
        return new SampleLog(
                samples,
                Files.newBufferedWriter(
                        file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    }

    /** What was there when it was opened. */
    List<Sample> earlier() {
        return earlier;
    }

    void add(Sample sample) throws IOException {
        writer.write(Json.write(sample) + "\n");
        writer.flush();
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
