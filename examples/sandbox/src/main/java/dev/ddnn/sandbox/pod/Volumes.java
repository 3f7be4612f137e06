package dev.ddnn.sandbox.pod;

import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A pod's volumes as directories below its own. */
final class Volumes {
    private final Path directory;

    /** @param directory of the pod */
    Volumes(Path directory) {
        this.directory = directory.resolve("volumes");
    }

    Path path(String volume) {
        return directory.resolve(volume);
    }

    /**
     * Writes every volume, or brings it up to date.
     *
     * @return names of the volumes whose files changed
     */
    List<String> project(Pod pod, PodContent content) throws NotYet, IOException {
        List<String> changed = new ArrayList<>();
        for (Volume volume : pod.getSpec().getVolumes()) {
            Path path = path(volume.getName());
            if (volume.getEmptyDir() != null) {
                Files.createDirectories(path);
            } else if (ProjectedDirectory.project(path, files(volume, content))) {
                changed.add(volume.getName());
            }
        }
        return changed;
    }

    private static Map<String, byte[]> files(Volume volume, PodContent content) throws NotYet {
        if (volume.getConfigMap() != null) {
            var source = volume.getConfigMap();
            return pick(content.configMap(source.getName(), isTrue(source.getOptional())), source.getItems());
        }
        if (volume.getSecret() != null) {
            var source = volume.getSecret();
            return pick(content.secret(source.getSecretName(), isTrue(source.getOptional())), source.getItems());
        }
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (VolumeProjection source : volume.getProjected().getSources()) {
            files.putAll(files(source, content));
        }
        return files;
    }

    private static Map<String, byte[]> files(VolumeProjection source, PodContent content) throws NotYet {
        if (source.getConfigMap() != null) {
            var from = source.getConfigMap();
            return pick(content.configMap(from.getName(), isTrue(from.getOptional())), from.getItems());
        }
        if (source.getSecret() != null) {
            var from = source.getSecret();
            return pick(content.secret(from.getName(), isTrue(from.getOptional())), from.getItems());
        }
        if (source.getServiceAccountToken() != null) {
            return Map.of(
                    source.getServiceAccountToken().getPath(),
                    content.token(source.getServiceAccountToken()).getBytes(StandardCharsets.UTF_8));
        }
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (var item : source.getDownwardAPI().getItems()) {
            files.put(item.getPath(), content.field(item.getFieldRef()).getBytes(StandardCharsets.UTF_8));
        }
        return files;
    }

    private static Map<String, byte[]> pick(Map<String, byte[]> all, @Nullable List<KeyToPath> items) throws NotYet {
        if (items == null || items.isEmpty()) {
            return all;
        }
        Map<String, byte[]> picked = new LinkedHashMap<>();
        for (KeyToPath item : items) {
            byte[] value = all.get(item.getKey());
            if (value == null) {
                throw new NotYet("CreateContainerConfigError", "no key '" + item.getKey() + "', found " + all.keySet());
            }
            picked.put(item.getPath(), value);
        }
        return picked;
    }

    private static boolean isTrue(@Nullable Boolean value) {
        return Boolean.TRUE.equals(value);
    }
}
