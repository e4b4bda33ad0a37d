package io.tidegate.notifier.page;

import com.github.jknack.handlebars.Context;
import com.github.jknack.handlebars.Handlebars;
import com.github.jknack.handlebars.Template;
import com.github.jknack.handlebars.context.MapValueResolver;
import com.github.jknack.handlebars.context.MethodValueResolver;
import com.github.jknack.handlebars.io.ClassPathTemplateLoader;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes the page as HTML that is whole without a script. */
final class StatusPage {
    private final Template template;
    private final PageSettings settings;

    StatusPage(PageSettings settings) {
        this.settings = settings;
        try {
            template = new Handlebars(new ClassPathTemplateLoader("/page", ".hbs"))
                    .prettyPrint(true)
                    .compile("status");
        } catch (IOException e) {
            throw new UncheckedIOException("the page's template", e);
        }
    }

    /** @param revision what the live stream calls this state */
    String of(PublicState state, String revision) {
        Context context = Context.newBuilder(PageView.of(state, settings, revision))
                .resolver(MethodValueResolver.INSTANCE, MapValueResolver.INSTANCE)
                .build();
        try {
            return template.apply(context);
        } catch (IOException e) {
            throw new UncheckedIOException("the page cannot be written", e);
        }
    }
}
