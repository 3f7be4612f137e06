package dev.ddnn.gitops;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.lib.jse.JsePlatform;

/** Runs health.lua as Argo CD does: the object is the global `obj`, the result a table with status and message. */
final class HealthScript {
    static final Path FILE = Path.of("argocd", "health.lua");

    private HealthScript() {}

    /**
     * @param status Healthy, Progressing or Degraded
     * @param message for a person
     */
    record Health(String status, String message) {}

    static Health of(JsonNode object) throws IOException {
        Globals globals = JsePlatform.standardGlobals();
        globals.set("obj", value(object));
        LuaTable result =
                globals.load(Files.readString(FILE), "health.lua").call().checktable();
        return new Health(
                result.get("status").checkjstring(), result.get("message").checkjstring());
    }

    private static LuaValue value(JsonNode node) {
        if (node.isObject()) {
            LuaTable table = new LuaTable();
            node.properties().forEach(field -> table.set(field.getKey(), value(field.getValue())));
            return table;
        }
        if (node.isArray()) {
            LuaTable table = new LuaTable();
            for (int i = 0; i < node.size(); i++) {
                table.set(i + 1, value(node.get(i)));
            }
            return table;
        }
        if (node.isBoolean()) {
            return LuaValue.valueOf(node.booleanValue());
        }
        return node.isNumber() ? LuaValue.valueOf(node.doubleValue()) : LuaValue.valueOf(node.asText());
    }
}
