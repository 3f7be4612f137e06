package dev.ddnn.operator.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.ddnn.api.v1alpha1.DDNN;
import dev.ddnn.api.v1alpha1.DDNNNodePool;
import dev.ddnn.api.v1alpha1.DDNNQuota;
import dev.ddnn.operator.desired.Labels;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.ConfigMapVolumeSource;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EmptyDirVolumeSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.HostIP;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodIP;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategy;
import io.quarkus.kubernetes.client.KubernetesClientObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.Serial;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes what is read from the API server small, as all of it stays in memory: parts that are equal in the children of all DDNNs are kept
 * once, and who set which fields too; of pods what nobody reads here is dropped. None of these parts is ever changed: whoever wants
 * another one makes it anew.
 */
@Singleton
public final class LeanObjects implements KubernetesClientObjectMapperCustomizer {
    private static final Set<Class<?>> PARTS = Set.of(
            Affinity.class,
            ConfigMapVolumeSource.class,
            ContainerPort.class,
            DeploymentCondition.class,
            DeploymentStrategy.class,
            EnvVar.class,
            HostIP.class,
            ManagedFieldsEntry.class,
            OwnerReference.class,
            PodCondition.class,
            PodIP.class,
            PodSecurityContext.class,
            Probe.class,
            SecurityContext.class,
            ServicePort.class,
            Toleration.class,
            VolumeMount.class);

    /** With quantities in them, which are equal by their amount, while whoever compares a child looks at the text too. */
    private static final Set<Class<?>> PARTS_WITH_AMOUNTS =
            Set.of(Container.class, EmptyDirVolumeSource.class, ResourceRequirements.class, Volume.class);

    /** Nobody asks who set which of their fields: the operator does not compare them with what it wants. */
    private static final Set<Class<?>> NEVER_COMPARED =
            Set.of(DDNN.class, DDNNNodePool.class, DDNNQuota.class, Namespace.class, Node.class, Pod.class);

    /** Of a pod these are dropped ({@link LeanPod}), so they are not even read. */
    private static final Set<Class<?>> NOT_OF_PODS = Set.of(
            Affinity.class,
            EnvVar.class,
            PodSecurityContext.class,
            Probe.class,
            SecurityContext.class,
            Toleration.class,
            Volume.class,
            VolumeMount.class);

    private static final Object WITHOUT_FIELDS = "without fields";
    private static final Object OF_A_POD = "of a pod";

    private final SharedParts<Map<String, Object>> trees = new SharedParts<>(Object::equals);
    private final SharedParts<Object> parts = new SharedParts<>(Object::equals);
    private final SharedParts<Object> partsWithAmounts =
            new SharedParts<>((one, other) -> one.equals(other) && amounts(one).equals(amounts(other)));

    @Override
    public void customize(ObjectMapper mapper) {
        var module = new SimpleModule("lean-objects");
        module.addDeserializer(String.class, new SharedStrings());
        module.setDeserializerModifier(new Modifier());
        mapper.registerModule(module);
    }

    private Object fields(Object read) {
        if (read instanceof FieldsV1 fields) {
            fields.setAdditionalProperties(tree(fields.getAdditionalProperties()));
        }
        return parts.same(read);
    }

    /** What stands there for the amounts of a part that has some. */
    private static List<String> amounts(Object part) {
        if (part instanceof ResourceRequirements resources) {
            return Stream.of(resources.getLimits(), resources.getRequests())
                    .filter(Objects::nonNull)
                    .flatMap(amounts -> amounts.values().stream())
                    .map(Quantity::toString)
                    .toList();
        }
        if (part instanceof Container container && container.getResources() != null) {
            return amounts(container.getResources());
        }
        if (part instanceof Volume volume && volume.getEmptyDir() != null) {
            return amounts(volume.getEmptyDir());
        }
        return part instanceof EmptyDirVolumeSource directory && directory.getSizeLimit() != null
                ? List.of(directory.getSizeLimit().toString())
                : List.of();
    }

    private Map<String, Object> tree(Map<?, ?> read) {
        if (read.isEmpty()) {
            return Map.of();
        }
        var tree = new LinkedHashMap<String, Object>();
        read.forEach(
                (name, below) -> tree.put(String.valueOf(name), below instanceof Map<?, ?> map ? tree(map) : below));
        return trees.same(new HashedMap<>(tree));
    }

    private final class Modifier extends BeanDeserializerModifier {
        @Serial
        private static final long serialVersionUID = 1L;

        @Override
        public JsonDeserializer<?> modifyDeserializer(
                DeserializationConfig config, BeanDescription bean, JsonDeserializer<?> found) {
            Class<?> type = bean.getBeanClass();
            JsonDeserializer<?> kept = kept(type, found);
            return NOT_OF_PODS.contains(type) ? new NotOfPods(kept) : kept;
        }

        private JsonDeserializer<?> kept(Class<?> type, JsonDeserializer<?> found) {
            if (type == WatchEvent.class) {
                return new StreamedWatchEvent(found);
            }
            if (type == Pod.class) {
                return new WithoutFields(
                        new Then(found, read -> read instanceof Pod pod ? LeanPod.of(pod) : read), true);
            }
            if (NEVER_COMPARED.contains(type)) {
                return new WithoutFields(found, false);
            }
            if (type == FieldsV1.class) {
                return new Fields(new Then(found, LeanObjects.this::fields));
            }
            if (PARTS_WITH_AMOUNTS.contains(type)) {
                return new Then(found, partsWithAmounts::same);
            }
            return PARTS.contains(type) ? new Then(found, parts::same) : found;
        }
    }

    /** Reads as before, and then does one thing more. */
    private static final class Then extends DelegatingDeserializer {
        @Serial
        private static final long serialVersionUID = 1L;

        private final transient UnaryOperator<Object> then;

        Then(JsonDeserializer<?> found, UnaryOperator<Object> then) {
            super(found);
            this.then = then;
        }

        @Override
        protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> found) {
            return new Then(found, then);
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return then.apply(super.deserialize(parser, context));
        }
    }

    /** Reads an object whose managed fields say who and when, but not which. */
    private static final class WithoutFields extends DelegatingDeserializer {
        @Serial
        private static final long serialVersionUID = 1L;

        private final boolean ofAPod;

        WithoutFields(JsonDeserializer<?> found, boolean ofAPod) {
            super(found);
            this.ofAPod = ofAPod;
        }

        @Override
        protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> found) {
            return new WithoutFields(found, ofAPod);
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            context.setAttribute(WITHOUT_FIELDS, true);
            context.setAttribute(OF_A_POD, ofAPod ? true : null);
            try {
                return super.deserialize(parser, context);
            } finally {
                context.setAttribute(WITHOUT_FIELDS, null);
                context.setAttribute(OF_A_POD, null);
            }
        }
    }

    /** Skips what a pod has of it. */
    private static final class NotOfPods extends DelegatingDeserializer {
        @Serial
        private static final long serialVersionUID = 1L;

        NotOfPods(JsonDeserializer<?> found) {
            super(found);
        }

        @Override
        protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> found) {
            return new NotOfPods(found);
        }

        @Override
        public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (context.getAttribute(OF_A_POD) == null) {
                return super.deserialize(parser, context);
            }
            parser.skipChildren();
            return null;
        }
    }

    /** Reads which fields were set, where somebody asks: of what is compared, by whom it was applied. */
    private static final class Fields extends DelegatingDeserializer {
        @Serial
        private static final long serialVersionUID = 1L;

        Fields(JsonDeserializer<?> found) {
            super(found);
        }

        @Override
        protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> found) {
            return new Fields(found);
        }

        @Override
        public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (context.getAttribute(WITHOUT_FIELDS) == null && isAsked(parser)) {
                return super.deserialize(parser, context);
            }
            parser.skipChildren();
            return null;
        }

        /** An API server writes who and how before which. Where it did not, all is kept. */
        private static boolean isAsked(JsonParser parser) {
            JsonStreamContext entry = parser.getParsingContext().getParent();
            return entry == null
                    || !(entry.getCurrentValue() instanceof ManagedFieldsEntry hand)
                    || hand.getOperation() == null
                    || hand.getManager() == null
                    || (hand.getOperation().equals("Apply") && hand.getManager().equals(Labels.MANAGER));
        }
    }
}
