package io.tidegate.notifier.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.Locale;

/**
 * Who sends the mails.
 *
 * @param name as readers see it
 */
record Sender(String address, String name) {
    /** @param from such as {@code Maintenance <maintenance@example.com>} */
    static Sender of(String from) {
        try {
            InternetAddress parsed = new InternetAddress(from, true);
            String name = parsed.getPersonal();
            return new Sender(parsed.getAddress(), name == null || name.isBlank() ? "Maintenance" : name);
        } catch (AddressException e) {
            throw new IllegalArgumentException("not a sender: " + e.getMessage(), e);
        }
    }

    String domain() {
        return address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }
}
