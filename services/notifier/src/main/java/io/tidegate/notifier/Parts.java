package io.tidegate.notifier;

import io.micronaut.configuration.kafka.config.KafkaDefaultConfiguration;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.env.Environment;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.TransactionOperations;
import io.tidegate.notifier.delivery.Backoff;
import io.tidegate.notifier.delivery.Carrier;
import io.tidegate.notifier.delivery.Courier;
import io.tidegate.notifier.delivery.KafkaReports;
import io.tidegate.notifier.delivery.Ledger;
import io.tidegate.notifier.delivery.PostgresFloor;
import io.tidegate.notifier.delivery.PostgresLedger;
import io.tidegate.notifier.delivery.PostgresReceipts;
import io.tidegate.notifier.delivery.Postman;
import io.tidegate.notifier.delivery.Receipts;
import io.tidegate.notifier.incident.IncidentCourier;
import io.tidegate.notifier.mail.MailWriter;
import io.tidegate.notifier.mail.PostgresSubscriptions;
import io.tidegate.notifier.mail.SmtpCourier;
import io.tidegate.notifier.mail.Subscriptions;
import io.tidegate.notifier.page.Board;
import io.tidegate.notifier.page.PageSettings;
import io.tidegate.notifier.page.PostgresPublishedWindows;
import io.tidegate.notifier.page.PublishedWindows;
import io.tidegate.notifier.settings.KafkaTopics;
import io.tidegate.notifier.settings.NotifierSettings;
import io.tidegate.notifier.settings.NotifierSettings.WhatsApp;
import io.tidegate.notifier.settings.SettingsReader;
import io.tidegate.notifier.text.NoticeText;
import io.tidegate.notifier.text.Texts;
import io.tidegate.notifier.whatsapp.ApprovedTemplates;
import io.tidegate.notifier.whatsapp.CloudApiCourier;
import io.tidegate.notifier.window.Intake;
import io.tidegate.notifier.window.KafkaEventFeed;
import io.tidegate.notifier.window.PostgresDebts;
import io.tidegate.notifier.window.PostgresWindows;
import io.tidegate.notifier.window.Windows;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** Puts the notifier together. */
@Factory
final class Parts {
    /** With a server that does not answer. */
    private static final Duration ANSWER = Duration.ofSeconds(20);

    /** The time; another clock can be put in its place. */
    @Singleton
    @Requires(missingBeans = Clock.class)
    Clock clock() {
        return Clock.systemUTC();
    }

    /** Fails the start when settings are missing or wrong. */
    @Context
    NotifierSettings settings(Environment environment) {
        return SettingsReader.read(setting -> environment.getProperty(setting.property(), String.class));
    }

    @Singleton
    @Requires(property = "tidegate.whatsapp.url", pattern = ".+")
    WhatsApp whatsApp(NotifierSettings settings) {
        return settings.whatsAppIfAny().orElseThrow();
    }

    /** Read at the start, so that a broken template stops it. */
    @Context
    Texts texts(NotifierSettings settings) {
        return new Texts(settings.publicUrl().toString(), settings.templates());
    }

    @Singleton
    Windows windows(
            TransactionOperations<Connection> transactions,
            JdbcOperations jdbc,
            NotifierSettings settings,
            Clock clock) {
        return new PostgresWindows(
                transactions, jdbc, new PostgresDebts(jdbc, settings.smtp().unsubscribeAudiences(), clock));
    }

    @Singleton
    Ledger ledger(TransactionOperations<Connection> transactions, JdbcOperations jdbc, Clock clock) {
        return new PostgresLedger(transactions, jdbc, clock);
    }

    @Singleton
    Subscriptions subscriptions(TransactionOperations<Connection> transactions, JdbcOperations jdbc) {
        return new PostgresSubscriptions(transactions, jdbc);
    }

    @Singleton
    Receipts receipts(TransactionOperations<Connection> transactions, JdbcOperations jdbc, Postman postman) {
        return new PostgresReceipts(transactions, jdbc, postman::wake);
    }

    @Singleton
    SmtpCourier smtp(NotifierSettings settings, Texts texts, Subscriptions subscriptions, Clock clock) {
        NotifierSettings.Smtp smtp = settings.smtp();
        MailWriter writer = new MailWriter(
                texts, smtp.from(), settings.publicUrl().toString(), smtp.unsubscribeAudiences(), subscriptions, clock);
        return new SmtpCourier(writer, smtp, ANSWER);
    }

    @Bean(preDestroy = "close")
    @Singleton
    @Requires(bean = WhatsApp.class)
    CloudApiCourier cloudApi(WhatsApp settings, Texts texts) {
        return new CloudApiCourier(settings, new ApprovedTemplates(), texts, ANSWER);
    }

    @Bean(preDestroy = "close")
    @Singleton
    IncidentCourier incidents(NotifierSettings settings) {
        return new IncidentCourier(settings.webhooks(), settings.publicUrl().toString(), ANSWER);
    }

    @Bean(preDestroy = "close")
    @Singleton
    PostgresFloor floor(DataSource database) {
        return new PostgresFloor(DelegatingDataSource.unwrapDataSource(database));
    }

    @Bean(preDestroy = "close")
    @Singleton
    KafkaReports reports(KafkaDefaultConfiguration kafka, Clock clock) {
        return new KafkaReports(kafka.getConfig(), clock);
    }

    @Bean(preDestroy = "close")
    @Singleton
    Postman postman(
            Ledger ledger,
            SmtpCourier smtp,
            Optional<CloudApiCourier> cloudApi,
            IncidentCourier incidents,
            KafkaReports reports,
            Shift shift,
            Provider<KafkaEventFeed> feed,
            NotifierSettings settings,
            Clock clock) {
        Map<Carrier, Courier> couriers = new EnumMap<>(Carrier.class);
        couriers.put(Carrier.EMAIL, smtp);
        couriers.put(Carrier.WEBHOOK, incidents);
        cloudApi.ifPresent(courier -> couriers.put(Carrier.WHATSAPP, courier));
        return new Postman(
                ledger,
                couriers,
                reports,
                () -> shift.hasBegun() && feed.get().isCaughtUp(),
                settings.patience(),
                Backoff.USUAL,
                clock);
    }

    @Singleton
    PublishedWindows publishedWindows(
            TransactionOperations<Connection> transactions, JdbcOperations jdbc, Texts texts) {
        return new PostgresPublishedWindows(transactions, jdbc, facts -> {
            NoticeText text = texts.text(facts);
            return new PostgresPublishedWindows.Wording(text.headline(), text.plain());
        });
    }

    @Bean(preDestroy = "close")
    @Singleton
    Board board(PublishedWindows windows, NotifierSettings settings, Clock clock) {
        NotifierSettings.Page page = settings.page();
        return new Board(
                windows, new PageSettings(page.name(), settings.publicUrl().toString(), page.components()), clock);
    }

    @Singleton
    Intake intake(Windows windows, NotifierSettings settings, Postman postman, Board board) {
        List<String> incidentServices =
                settings.webhooks().stream().map(NotifierSettings.Webhook::name).toList();
        return new Intake(windows, incidentServices, () -> {
            postman.wake();
            board.wake();
        });
    }

    @Bean(preDestroy = "close")
    @Singleton
    KafkaEventFeed eventFeed(KafkaDefaultConfiguration kafka, Intake intake) {
        return new KafkaEventFeed(kafka.getConfig(), intake, () -> KafkaTopics.ensure(kafka.getConfig()));
    }
}
