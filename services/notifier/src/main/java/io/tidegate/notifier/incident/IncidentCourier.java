package io.tidegate.notifier.incident;

import io.tidegate.contracts.json.Json;
import io.tidegate.notifier.delivery.Courier;
import io.tidegate.notifier.delivery.Letter;
import io.tidegate.notifier.delivery.Outcome;
import io.tidegate.notifier.notice.Call;
import io.tidegate.notifier.notice.NoticeFacts;
import io.tidegate.notifier.settings.NotifierSettings.Webhook;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands a call to an incident service. */
public final class IncidentCourier implements Courier, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IncidentCourier.class);
    private static final Duration RATE = Duration.ofSeconds(10);
    private static final Duration LONGEST_RATE = Duration.ofMinutes(5);
    private static final Duration UNTIL_SOMEONE_MENDS_IT = Duration.ofSeconds(30);
    private static final Pattern SECONDS = Pattern.compile("\\d{1,6}");
    private static final int TOO_MANY = 429;

    private final Map<String, Webhook> services;
    private final String page;
    private final Duration patience;
    private final HttpClient http;

    /** @param page address of the status page */
    public IncidentCourier(List<Webhook> services, String page, Duration patience) {
        this.services = services.stream().collect(Collectors.toUnmodifiableMap(Webhook::name, Function.identity()));
        this.page = page;
        this.patience = patience;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(patience)
                .build();
    }

    @Override
    public Outcome deliver(Letter letter) {
        Webhook service = services.get(letter.address());
        if (service == null) {
            return new Outcome.Failed("an incident service is not set up any more");
        }
        return switch (letter.matter()) {
            case Call call -> deliver(letter, service, call);
            case NoticeFacts notice -> throw new IllegalArgumentException("notices are for people");
        };
    }

    private Outcome deliver(Letter letter, Webhook service, Call call) {
        Alert alert = Alert.of(service, call, page);
        HttpRequest.Builder request = HttpRequest.newBuilder(alert.url())
                .timeout(patience)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Json.write(alert.body())));
        if (!alert.authorization().isEmpty()) {
            request.header("Authorization", alert.authorization());
        }
        try {
            return outcome(service, http.send(request.build(), HttpResponse.BodyHandlers.discarding()));
        } catch (ConnectException | HttpConnectTimeoutException e) {
            LOG.debug("{} met {}", letter, e.toString());
            return new Outcome.Later(service.name() + " cannot be reached", null);
        } catch (IOException e) {
            LOG.debug("{} met {}", letter, e.toString());
            return unknown(service, service.name() + " gave no answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Uncertain("the notifier ended while " + service.name() + " took the call");
        }
    }

    private static Outcome outcome(Webhook service, HttpResponse<Void> answer) {
        int status = answer.statusCode();
        String reason = service.name() + " answered " + status;
        return switch (status / 100) {
            case 2 -> new Outcome.Sent(null);
            case 4 ->
                switch (status) {
                    case TOO_MANY -> new Outcome.Later(reason, retryAfter(answer));
                    // A new key may be given within the patience.
                    case 401, 403 -> new Outcome.Later(reason, UNTIL_SOMEONE_MENDS_IT);
                    case 408 -> unknown(service, reason);
                    default -> new Outcome.Failed(reason);
                };
            case 5 -> unknown(service, reason);
            default -> new Outcome.Failed(reason);
        };
    }

    /** Where a second copy of a call is known for one by its key, it is safe to try again. */
    private static Outcome unknown(Webhook service, String reason) {
        return switch (service.format()) {
            case PAGERDUTY, OPSGENIE -> new Outcome.Later(reason, null);
            case JSON -> new Outcome.Uncertain(reason);
        };
    }

    private static Duration retryAfter(HttpResponse<Void> answer) {
        return answer.headers()
                .firstValue("Retry-After")
                .filter(text -> SECONDS.matcher(text).matches())
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .map(wait -> wait.compareTo(LONGEST_RATE) < 0 ? wait : LONGEST_RATE)
                .orElse(RATE);
    }

    @Override
    public void close() {
        http.close();
    }
}
