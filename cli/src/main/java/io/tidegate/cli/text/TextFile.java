package io.tidegate.cli.text;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Text files in UTF-8, whose faults are told in words for people. */
public final class TextFile {
    private TextFile() {}

    /** A file cannot be read or written; the message names it and says why. */
    public static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1;

        private UnreadableException(Path file, String why, IOException cause) {
            super(file + ": " + why, cause);
        }
    }

    /** @throws UnreadableException when it is not there, is no UTF-8 or cannot be read */
    public static String read(Path file) throws UnreadableException {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UnreadableException(file, why(e), e);
        }
    }

    /** Writes the file, over what it said before. @throws UnreadableException when it cannot be written */
    public static void write(Path file, String text) throws UnreadableException {
        write(file, text, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
    }

    /** Writes a file that is not there yet. @throws UnreadableException when it is, or cannot be written */
    public static void create(Path file, String text) throws UnreadableException {
        write(file, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    private static void write(Path file, String text, OpenOption... how) throws UnreadableException {
        try {
            Files.writeString(file, text, how);
        } catch (NoSuchFileException e) {
            throw new UnreadableException(file, "the directory for it is not there", e);
        } catch (IOException e) {
            throw new UnreadableException(file, why(e), e);
        }
    }

    private static String why(IOException e) {
        return switch (e) {
            case NoSuchFileException missing -> "there is no such file";
            case FileAlreadyExistsException there -> "it is there already";
            case AccessDeniedException denied -> "it may not be opened";
            case CharacterCodingException encoding -> "it is no UTF-8";
            default -> "it cannot be read or written: " + e.getMessage();
        };
    }
}
