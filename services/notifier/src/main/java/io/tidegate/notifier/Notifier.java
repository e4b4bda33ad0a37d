package io.tidegate.notifier;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.Micronaut;
import io.tidegate.notifier.settings.NotifierSettings.WrongSettingsException;
import io.tidegate.notifier.settings.SettingsReader;

/** Starts the service. */
public final class Notifier {
    /** sysexits.h EX_CONFIG. */
    private static final int WRONG_SETTINGS = 78;

    private Notifier() {}

    public static void main(String[] arguments) {
        try {
            checkSettings(arguments);
        } catch (WrongSettingsException e) {
            System.err.println(e.getMessage());
            System.exit(WRONG_SETTINGS);
        }
        Micronaut.build(arguments).mainClass(Notifier.class).banner(false).start();
    }

    /** Before anything is built of them, so that a person reads what to mend and no stack trace. */
    private static void checkSettings(String[] arguments) {
        try (var context = ApplicationContext.builder(arguments).build();
                var environment = context.getEnvironment().start()) {
            var unused = SettingsReader.read(setting -> environment.getProperty(setting.property(), String.class));
        }
    }
}
