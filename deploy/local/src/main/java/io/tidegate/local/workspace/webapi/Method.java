package io.tidegate.local.workspace.webapi;

/** One method of the Web API. */
@FunctionalInterface
interface Method {
    Answer answer(Arguments arguments);
}
