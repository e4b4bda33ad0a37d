package io.tidegate.local.stack;

import io.tidegate.local.process.Ports;

/** Where the parts of one run listen, all on the loopback address. */
record StackPorts(
        int orchestrator,
        int agent,
        int notifier,
        int bot,
        int workspace,
        int mailbox,
        int smtp,
        int whatsApp,
        int application) {

    static StackPorts free() {
        return new StackPorts(
                Ports.free(),
                Ports.free(),
                Ports.free(),
                Ports.free(),
                Ports.free(),
                Ports.free(),
                Ports.free(),
                Ports.free(),
                Ports.free());
    }

    static String url(int port) {
        return "http://127.0.0.1:" + port;
    }
}
