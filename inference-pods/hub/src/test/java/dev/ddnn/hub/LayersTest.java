package dev.ddnn.hub;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.ddnn.hub", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {
    @ArchTest
    static final ArchRule callsGoOneWay = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("dev.ddnn.hub..")
            .layer("wiring")
            .definedBy("dev.ddnn.hub")
            .layer("serve")
            .definedBy("dev.ddnn.hub.serve")
            .layer("caller")
            .definedBy("dev.ddnn.hub.caller")
            .layer("cut")
            .definedBy("dev.ddnn.hub.cut")
            .layer("source")
            .definedBy("dev.ddnn.hub.source")
            .layer("access")
            .definedBy("dev.ddnn.hub.access")
            .layer("secret")
            .definedBy("dev.ddnn.hub.secret")
            .layer("verify")
            .definedBy("dev.ddnn.hub.verify")
            .layer("reports")
            .definedBy("dev.ddnn.hub.reports")
            .whereLayer("wiring")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("serve")
            .mayOnlyBeAccessedByLayers("wiring")
            .whereLayer("caller")
            .mayOnlyBeAccessedByLayers("serve", "wiring")
            .whereLayer("cut")
            .mayOnlyBeAccessedByLayers("serve", "wiring")
            .whereLayer("source")
            .mayOnlyBeAccessedByLayers("cut", "serve", "wiring")
            .whereLayer("access")
            .mayOnlyBeAccessedByLayers("source", "wiring")
            .whereLayer("secret")
            .mayOnlyBeAccessedByLayers("access", "source", "wiring")
            .whereLayer("verify")
            .mayOnlyBeAccessedByLayers("source", "cut", "caller", "serve", "wiring")
            .whereLayer("reports")
            .mayOnlyBeAccessedByLayers("serve", "wiring");

    @ArchTest
    static final ArchRule noNativeCode =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("ai.djl..", "ai.onnxruntime..");

    @ArchTest
    static final ArchRule twoClassesAskTheApiServer = noClasses()
            .that()
            .doNotHaveSimpleName("ClusterSecrets")
            .and()
            .doNotHaveSimpleName("ClusterTokenReviewer")
            .and()
            .doNotHaveSimpleName("HubWiring")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.fabric8..", "io.kubernetes..");

    @ArchTest
    static final ArchRule onlyAccessSigns = noClasses()
            .that()
            .resideOutsideOfPackage("dev.ddnn.hub.access")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("software.amazon..");

    @ArchTest
    static final ArchRule onlyTheModelLibraryReadsOnnx =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("ai.onnx..", "com.google.protobuf..");

    @ArchTest
    static final ArchRule frameworksStayAtTheEdge = classes()
            .that()
            .resideInAnyPackage(
                    "dev.ddnn.hub.verify", "dev.ddnn.hub.source", "dev.ddnn.hub.cut", "dev.ddnn.hub.reports")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "dev.ddnn..", "org.jspecify.annotations..", "org.jboss.logging..");
}
