package io.tidegate.slackbot.request;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.tidegate.slackbot.posting.SlackChat;
import io.tidegate.slackbot.settings.SlackSettings;
import io.tidegate.slackbot.window.Windows;
import io.tidegate.slackbot.wish.AskedFrom;
import io.tidegate.slackbot.wish.Wishes;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Puts together what answers requests. */
@Factory
final class RequestParts {

    @Singleton
    SignatureCheck signatureCheck(SlackSettings settings, Clock clock) {
        return new SignatureCheck(settings.secret(), clock);
    }

    @Bean(preDestroy = "shutdown")
    @Singleton
    @Named("answers")
    ExecutorService answers() {
        return Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("answer-", 0).factory());
    }

    @Singleton
    SlackApp slackApp(
            Windows windows,
            Wishes wishes,
            AskedFrom asked,
            SlackChat chat,
            @Named("answers") ExecutorService threads,
            Clock clock) {
        Whispers whispers = new Whispers(chat, threads);
        return new SlackApp(
                new AnswerInTime(new Desk(windows, wishes, asked, clock), whispers, threads),
                new SlackModals(windows, chat, whispers, threads));
    }
}
