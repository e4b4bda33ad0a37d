package io.tidegate.orchestrator.store;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import io.tidegate.contracts.json.Json;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.Window;
import java.util.List;

/** A window's state as it is stored: without its plan, which is kept once for all windows that have it. */
final class Standing {
    private static final String PLAN = "plan";

    private static final ObjectMapper WITHOUT_PLAN = Json.mapper()
            .copy()
            .registerModule(new SimpleModule("without-plan").setSerializerModifier(new BeanSerializerModifier() {
                private static final long serialVersionUID = 1;

                @Override
                public List<BeanPropertyWriter> changeProperties(
                        SerializationConfig config, BeanDescription bean, List<BeanPropertyWriter> properties) {
                    return bean.getBeanClass() == Window.class
                            ? properties.stream()
                                    .filter(property -> !property.getName().equals(PLAN))
                                    .toList()
                            : properties;
                }
            }));

    private Standing() {}

    static String of(Window window) {
        return Json.write(WITHOUT_PLAN, window);
    }

    static Window read(String standing, Plan plan) {
        ObjectNode tree = Json.read(standing, ObjectNode.class);
        tree.putPOJO(PLAN, plan);
        return Json.read(tree, Window.class);
    }
}
