package io.tidegate.dbagent.d1;

/** Why a step on a D1 database cannot go on: a code and a sentence for people, without a secret or a row's content. */
final class D1Exception extends Exception {
    private static final long serialVersionUID = 1;

    private final String code;

    /** @param code a stable name, lower-case with hyphens */
    D1Exception(String code, String sentence) {
        super(sentence);
        this.code = code;
    }

    D1Exception(String code, String sentence, Throwable cause) {
        super(sentence, cause);
        this.code = code;
    }

    String code() {
        return code;
    }
}
