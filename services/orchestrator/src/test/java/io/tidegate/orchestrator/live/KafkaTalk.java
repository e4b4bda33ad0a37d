package io.tidegate.orchestrator.live;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.apache.kafka.common.protocol.ApiKeys;

/**
 * Kafka's protocol: every request and every answer is a length and so many bytes, and both have the request's number in
 * front. Where an answer says under which address the broker is reached it is made to say the line's, so that clients
 * stay on the line.
 */
final class KafkaTalk implements Talk {
    private final byte[] broker;
    private final byte[] line;

    /** @param host of the broker, as it calls itself; the line has the same */
    KafkaTalk(String host, int brokerPort, int linePort) {
        broker = address(host, brokerPort);
        line = address(host, linePort);
    }

    /** As it stands in answers: a host, and a port of four bytes. */
    private static byte[] address(String host, int port) {
        byte[] name = host.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(name.length + Integer.BYTES)
                .put(name)
                .putInt(port)
                .array();
    }

    @Override
    public Piece fromClient(DataInputStream client) throws IOException {
        byte[] bytes = read(client);
        ByteBuffer header = ByteBuffer.wrap(bytes, Integer.BYTES, bytes.length - Integer.BYTES);
        ApiKeys key = ApiKeys.forId(header.getShort());
        header.getShort();
        return new Piece(bytes, "Kafka: " + key.name.toLowerCase(Locale.ROOT), header.getInt());
    }

    @Override
    public Piece fromServer(DataInputStream server) throws IOException {
        byte[] bytes = read(server);
        int number = ByteBuffer.wrap(bytes).getInt(Integer.BYTES);
        return new Piece(onTheLine(bytes), null, number);
    }

    private static byte[] read(DataInputStream in) throws IOException {
        int length = Talk.length(in.readInt());
        byte[] bytes = new byte[Integer.BYTES + length];
        ByteBuffer.wrap(bytes).putInt(length);
        in.readFully(bytes, Integer.BYTES, length);
        return bytes;
    }

    private byte[] onTheLine(byte[] bytes) {
        for (int at = 0; at + broker.length <= bytes.length; at++) {
            if (Arrays.equals(bytes, at, at + broker.length, broker, 0, broker.length)) {
                System.arraycopy(line, 0, bytes, at, line.length);
            }
        }
        return bytes;
    }
}
