package io.tidegate.cli.init;

import com.github.jknack.handlebars.Context;
import com.github.jknack.handlebars.EscapingStrategy;
import com.github.jknack.handlebars.Handlebars;
import com.github.jknack.handlebars.Template;
import com.github.jknack.handlebars.context.MapValueResolver;
import com.github.jknack.handlebars.io.ClassPathTemplateLoader;
import io.tidegate.contracts.plan.PlanReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A plan with comments, from a sheet of answers. */
final class PlanText {
    private final Template template;
    private final String schema;

    /** @param schema where editors find the plan's JSON Schema, as its first line says */
    PlanText(String schema) {
        this.schema = schema;
        try {
            template = new Handlebars(new ClassPathTemplateLoader("/init", ".hbs"))
                    .with(EscapingStrategy.NOOP)
                    .compile("plan");
        } catch (IOException e) {
            throw new UncheckedIOException("the template of a plan", e);
        }
    }

    String of(Sheet sheet) {
        Map<String, Object> model = new HashMap<>(sheet.model());
        model.put("schema", schema);
        try {
            return template.apply(Context.newBuilder(model)
                    .resolver(MapValueResolver.INSTANCE)
                    .build());
        } catch (IOException e) {
            throw new UncheckedIOException("the text of a plan", e);
        }
    }

    /** What the plan's own reader has against it, in words; empty where it is a valid plan. */
    List<String> problems(Sheet sheet) {
        return switch (PlanReader.read("", of(sheet))) {
            case PlanReader.Reading.Valid valid -> List.of();
            case PlanReader.Reading.Invalid invalid ->
                invalid.problems().stream()
                        .map(problem -> "found " + problem.found() + "; allowed " + problem.allowed())
                        .distinct()
                        .toList();
        };
    }
}
