package io.tidegate.notifier.text;

/** What a mail says, in both its forms. */
public record MailText(String subject, String plain, String html) {}
