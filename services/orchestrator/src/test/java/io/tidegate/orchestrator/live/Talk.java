package io.tidegate.orchestrator.live;

import java.io.DataInputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What is said on one connection, piece by piece: which pieces are requests, and which end the answer to one. */
interface Talk {
    /** As long as a Kafka broker takes a request ({@code socket.request.max.bytes}). */
    int LONGEST = 100 << 20;

    /** Of a piece that is neither a request nor the end of an answer. */
    long NONE = -1;

    /**
     * @param request its name; null for what asks for nothing
     * @param number of the request, or of the request whose answer ends here
     */
    record Piece(byte[] bytes, @Nullable String request, long number) {}

    /** The client's next piece. @throws java.io.EOFException at the connection's end */
    Piece fromClient(DataInputStream client) throws IOException;

    /** The server's next piece. @throws java.io.EOFException at the connection's end */
    Piece fromServer(DataInputStream server) throws IOException;

    /** @throws IOException when no piece is that long: whoever is on the line speaks another protocol */
    static int length(int length) throws IOException {
        if (length < 0 || length > LONGEST) {
            throw new IOException("a piece of " + length + " bytes is none of this protocol");
        }
        return length;
    }
}
