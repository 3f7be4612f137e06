package dev.ddnn.operator.cluster;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import java.io.IOException;
import java.io.Serial;
import java.util.concurrent.atomic.AtomicBoolean;

/** A watch of pods that is behind: until it has caught up, whoever reads through this sees no pod as ready. */
final class LateReadiness {
    private final AtomicBoolean behind = new AtomicBoolean(true);

    /** From now on what is read is as it is; what was read before is not told again. */
    void catchUp() {
        behind.set(false);
    }

    SimpleModule module() {
        var module = new SimpleModule("late-readiness");
        module.setDeserializerModifier(new Modifier());
        return module;
    }

    private final class Modifier extends BeanDeserializerModifier {
        @Serial
        private static final long serialVersionUID = 1L;

        @Override
        public JsonDeserializer<?> modifyDeserializer(
                DeserializationConfig config, BeanDescription bean, JsonDeserializer<?> found) {
            return bean.getBeanClass() == PodCondition.class ? new Late(found) : found;
        }
    }

    private final class Late extends DelegatingDeserializer {
        @Serial
        private static final long serialVersionUID = 1L;

        Late(JsonDeserializer<?> read) {
            super(read);
        }

        @Override
        protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> read) {
            return new Late(read);
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            var condition = (PodCondition) super.deserialize(parser, context);
            return behind.get() && "Ready".equals(condition.getType())
                    ? new PodConditionBuilder(condition).withStatus("False").build()
                    : condition;
        }
    }
}
