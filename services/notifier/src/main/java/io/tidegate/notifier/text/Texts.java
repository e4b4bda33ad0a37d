package io.tidegate.notifier.text;

import com.github.jknack.handlebars.Context;
import com.github.jknack.handlebars.EscapingStrategy;
import com.github.jknack.handlebars.Handlebars;
import com.github.jknack.handlebars.context.MapValueResolver;
import com.github.jknack.handlebars.io.ClassPathTemplateLoader;
import com.github.jknack.handlebars.io.CompositeTemplateLoader;
import com.github.jknack.handlebars.io.FileTemplateLoader;
import com.github.jknack.handlebars.io.TemplateLoader;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.notifier.notice.NoticeFacts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says what a notice has to say. All templates are read once, so that a broken one stops the start. */
public final class Texts {
    private static final String BUILT_IN = "/notices";
    private static final String SUFFIX = ".hbs";

    private final Map<Plan.Template, com.github.jknack.handlebars.Template> templates =
            new EnumMap<>(Plan.Template.class);
    private final com.github.jknack.handlebars.Template mail;
    private final String page;

    /**
     * @param page address of the status page
     * @param own directory with templates that take the place of the built-in ones of the same name; null for none
     */
    public Texts(String page, @Nullable Path own) {
        this.page = page;
        TemplateLoader loader = loader(own);
        Handlebars plain = new Handlebars(loader).with(EscapingStrategy.NOOP);
        for (Plan.Template template : Plan.Template.values()) {
            templates.put(template, compiled(plain, label(template)));
        }
        mail = compiled(new Handlebars(loader), "mail");
    }

    private static TemplateLoader loader(@Nullable Path own) {
        ClassPathTemplateLoader builtIn = new ClassPathTemplateLoader(BUILT_IN, SUFFIX);
        return own == null
                ? builtIn
                : new CompositeTemplateLoader(new FileTemplateLoader(own.toFile(), SUFFIX), builtIn);
    }

    private static com.github.jknack.handlebars.Template compiled(Handlebars engine, String name) {
        try {
            return engine.compile(name);
        } catch (IOException e) {
            throw new UncheckedIOException("template " + name + SUFFIX, e);
        }
    }

    /** {@code in-progress}: the template's name in plans, and its file's. */
    public static String label(Plan.Template template) {
        return template.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException when the template does not give a notice */
    public NoticeText text(NoticeFacts facts) {
        com.github.jknack.handlebars.Template template = templates.get(facts.template());
        if (template == null) {
            throw new IllegalStateException("no template " + facts.template());
        }
        return NoticeText.parse(filled(template, NoticeWords.of(facts, page)));
    }

    /** @param unsubscribe where the reader says stop; null where that cannot be said */
    public MailText mail(NoticeFacts facts, @Nullable String unsubscribe) {
        NoticeText text = text(facts);
        MailLayout layout = new MailLayout(facts, text, page, unsubscribe);
        return new MailText(text.subject(), layout.plain(), filled(mail, layout.model()));
    }

    /** What a name in braces stands for, by its name. */
    public Map<String, Object> words(NoticeFacts facts) {
        return NoticeWords.of(facts, page);
    }

    private static String filled(com.github.jknack.handlebars.Template template, Map<String, Object> model) {
        try {
            // Maps alone: a template reaches no method of any object.
            return template.apply(Context.newBuilder(model)
                    .resolver(MapValueResolver.INSTANCE)
                    .build());
        } catch (IOException e) {
            throw new UncheckedIOException("template " + template.filename(), e);
        }
    }
}
