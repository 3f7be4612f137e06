package dev.ddnn.pod.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.ddnn.pod", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {
    private static final String POD = "dev.ddnn.pod.";

    @ArchTest
    static final ArchRule ONLY_SECTION_KNOWS_THE_ENGINE = noClasses()
            .that()
            .resideOutsideOfPackage(POD + "section")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ai.djl..", "ai.onnxruntime..");

    @ArchTest
    static final ArchRule NOTHING_CALLS_BACKWARDS = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("pod")
            .definedBy("dev.ddnn.pod")
            .layer("ingress")
            .definedBy(POD + "ingress")
            .layer("health")
            .definedBy(POD + "health")
            .layer("flow")
            .definedBy(POD + "flow")
            .layer("join")
            .definedBy(POD + "join")
            .layer("section")
            .definedBy(POD + "section")
            .layer("exit")
            .definedBy(POD + "exit")
            .layer("forward")
            .definedBy(POD + "forward")
            .whereLayer("pod")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("ingress")
            .mayOnlyBeAccessedByLayers("pod")
            .whereLayer("health")
            .mayOnlyBeAccessedByLayers("pod")
            .whereLayer("flow")
            .mayOnlyBeAccessedByLayers("pod", "ingress")
            .whereLayer("join")
            .mayOnlyBeAccessedByLayers("pod", "ingress", "flow")
            .whereLayer("section")
            .mayOnlyBeAccessedByLayers("pod", "ingress", "flow", "health")
            .whereLayer("exit")
            .mayOnlyBeAccessedByLayers("flow")
            .whereLayer("forward")
            .mayOnlyBeAccessedByLayers("pod", "ingress", "flow");

    @ArchTest
    static final ArchRule STAGES_KNOW_NO_FRAMEWORK = noClasses()
            .that()
            .resideInAnyPackage(POD + "time", POD + "sample", POD + "join", POD + "section", POD + "exit", POD + "flow")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.quarkus..", "io.vertx..", "io.grpc..", "jakarta..", "io.netty..");

    @ArchTest
    static final ArchRule NO_OTHER_PLANE = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.fabric8..", "dev.ddnn.operator..", "dev.ddnn.hub..", "dev.ddnn.api..");
}
