package io.tidegate.contracts.kafka;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import io.tidegate.contracts.Message;
import io.tidegate.contracts.Payload;
import io.tidegate.contracts.PayloadTypes;
import io.tidegate.contracts.plan.Offset;
import io.tidegate.contracts.window.WindowEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON Schema of each message's value, generated from the records. */
final class MessageSchemas {
    private static final SchemaGenerator GENERATOR = generator();

    private MessageSchemas() {}

    static ObjectNode of(Class<? extends Payload> type) {
        Class<?> envelope = WindowEvent.class.isAssignableFrom(type) ? EventBody.class : Message.class;
        String name = PayloadTypes.nameOf(type);
        ObjectNode schema = GENERATOR.generateSchema(envelope, type);
        schema.put("title", name);
        ((ObjectNode) schema.path("properties")).putObject("type").put("const", name);
        ((ArrayNode) schema.path("required")).add("type");
        return schema;
    }

    private static SchemaGenerator generator() {
        var builder = new SchemaGeneratorConfigBuilder(SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(new JacksonModule(
                        JacksonOption.FLATTENED_ENUMS_FROM_JSONPROPERTY, JacksonOption.FLATTENED_ENUMS_FROM_JSONVALUE))
                .with(Option.DEFINITIONS_FOR_ALL_OBJECTS, Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES)
                .without(Option.NONSTATIC_NONVOID_NONGETTER_METHODS, Option.VOID_METHODS);
        builder.forFields().withRequiredCheck(MessageSchemas::isRequired);
        builder.forTypesInGeneral().withCustomDefinitionProvider((type, context) -> {
            ObjectNode text = text(context.getGeneratorConfig().createObjectNode(), type.getErasedType());
            return text == null
                    ? null
                    : new com.github.victools.jsonschema.generator.CustomDefinition(
                            text,
                            com.github.victools.jsonschema.generator.CustomDefinition.DefinitionType.INLINE,
                            com.github.victools.jsonschema.generator.CustomDefinition.AttributeInclusion.NO);
        });
        return new SchemaGenerator(builder.build());
    }

    private static boolean isRequired(FieldScope field) {
        Class<?> type = field.getType().getErasedType();
        return !List.class.isAssignableFrom(type)
                && !Map.class.isAssignableFrom(type)
                && !field.getRawMember().getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    /** What is text in JSON though it is none in Java. */
    private static @Nullable ObjectNode text(ObjectNode schema, Class<?> type) {
        schema.put("type", "string");
        if (type == Instant.class) {
            return schema.put("format", "date-time");
        }
        if (type == Duration.class) {
            return schema.put("pattern", "^(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$");
        }
        if (type == Offset.class) {
            return schema.put("pattern", "^(D-\\d+( \\d{2}:\\d{2})?|T-\\d+[smhd]?.*)$");
        }
        return type == LocalDateTime.class || ZoneId.class.isAssignableFrom(type) ? schema : null;
    }
}
