package io.tidegate.slackbot;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import io.micronaut.configuration.kafka.config.KafkaDefaultConfiguration;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.TransactionOperations;
import io.tidegate.slackbot.posting.Chat;
import io.tidegate.slackbot.posting.Posters;
import io.tidegate.slackbot.posting.PostgresFloor;
import io.tidegate.slackbot.posting.PostgresPosts;
import io.tidegate.slackbot.posting.Posts;
import io.tidegate.slackbot.posting.SlackChat;
import io.tidegate.slackbot.posting.ThreadTurns;
import io.tidegate.slackbot.posting.Turns;
import io.tidegate.slackbot.settings.SlackSettings;
import io.tidegate.slackbot.window.Intake;
import io.tidegate.slackbot.window.KafkaEventFeed;
import io.tidegate.slackbot.window.PostgresWindows;
import io.tidegate.slackbot.window.Windows;
import io.tidegate.slackbot.wish.AskedFrom;
import io.tidegate.slackbot.wish.KafkaWishes;
import io.tidegate.slackbot.wish.PostgresAskedFrom;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import javax.sql.DataSource;

/** Puts the bot together. */
@Factory
final class Parts {

    /** The time; another clock can be put in its place. */
    @Singleton
    @Requires(missingBeans = Clock.class)
    Clock clock() {
        return Clock.systemUTC();
    }

    /** Fails the start when Slack's settings are wrong. */
    @Context
    Slack slack(SlackSettings settings) {
        settings.validated();
        SlackConfig config = new SlackConfig();
        config.setMethodsEndpointUrlPrefix(settings.apiUrl());
        config.setHttpClientCallTimeoutMillis(10_000);
        config.setStatsEnabled(false);
        config.getMethodsConfig().setStatsEnabled(false);
        return Slack.getInstance(config);
    }

    @Singleton
    SlackChat chat(Slack slack, SlackSettings settings, Clock clock) {
        return new SlackChat(slack.methods(settings.token()), clock);
    }

    @Singleton
    Windows windows(TransactionOperations<Connection> transactions, JdbcOperations jdbc) {
        return new PostgresWindows(transactions, jdbc);
    }

    @Singleton
    Posts posts(TransactionOperations<Connection> transactions, JdbcOperations jdbc, Windows windows) {
        return new PostgresPosts(transactions, jdbc, windows);
    }

    @Bean(preDestroy = "close")
    @Singleton
    @Requires(missingBeans = Turns.class)
    Turns turns() {
        return new ThreadTurns();
    }

    @Singleton
    Posters posters(Posts posts, Chat chat, Clock clock, Turns turns, PostgresFloor floor) {
        return new Posters(posts, chat, clock, turns, floor::isHeld);
    }

    @Bean(preDestroy = "close")
    @Singleton
    PostgresFloor floor(DataSource database) {
        return new PostgresFloor(DelegatingDataSource.unwrapDataSource(database));
    }

    @Bean(preDestroy = "close")
    @Singleton
    KafkaWishes wishes(KafkaDefaultConfiguration kafka) {
        return new KafkaWishes(kafka.getConfig());
    }

    @Singleton
    AskedFrom askedFrom(TransactionOperations<Connection> transactions, JdbcOperations jdbc) {
        return new PostgresAskedFrom(transactions, jdbc, Thread::startVirtualThread);
    }

    @Singleton
    Intake intake(Windows windows, AskedFrom asked, Posters posters, Clock clock) {
        return new Intake(windows, asked::channelOf, posters::wake, clock);
    }

    @Bean(preDestroy = "close")
    @Singleton
    KafkaEventFeed eventFeed(KafkaDefaultConfiguration kafka, Intake intake) {
        return new KafkaEventFeed(kafka.getConfig(), intake);
    }
}
