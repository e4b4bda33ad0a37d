package io.tidegate.local.workspace.channel;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The channels, and in which of them the bot is. */
public final class Rooms {
    private final Map<String, Room> rooms = new ConcurrentSkipListMap<>();

    public Rooms(List<Room> rooms) {
        rooms.forEach(room -> this.rooms.put(room.id(), room));
    }

    public List<Room> all() {
        return List.copyOf(rooms.values());
    }

    public Optional<Room> find(String id) {
        return Optional.ofNullable(rooms.get(id));
    }

    /** By id or, as posting allows, by name. */
    public Optional<Room> named(String idOrName) {
        String name = idOrName.startsWith("#") ? idOrName.substring(1) : idOrName;
        return find(idOrName).or(() -> rooms.values().stream()
                .filter(room -> room.name().equals(name))
                .findFirst());
    }

    /** Empty when there is no such channel. */
    public Optional<Room> join(String id) {
        return Optional.ofNullable(
                rooms.computeIfPresent(id, (same, room) -> new Room(room.id(), room.name(), room.topic(), true)));
    }
}
