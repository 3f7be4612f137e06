package dev.ddnn.model.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.ddnn.model", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {
    private static final String ANNOTATIONS = "org.jspecify.annotations..";

    @ArchTest
    static final ArchRule ONLY_JAVA_AND_PROTOBUF = classes()
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "java..", "dev.ddnn.model..", "com.google.protobuf..", "ai.onnx.proto..", ANNOTATIONS));

    @ArchTest
    static final ArchRule EXIT_STANDS_ALONE = classes()
            .that()
            .resideInAPackage("dev.ddnn.model.exit")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("java..", "dev.ddnn.model.exit", ANNOTATIONS));

    @ArchTest
    static final ArchRule CODEC_STANDS_ALONE = classes()
            .that()
            .resideInAPackage("dev.ddnn.model.codec")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("java..", "dev.ddnn.model.codec", ANNOTATIONS));

    @ArchTest
    static final ArchRule GRAPH_KNOWS_NO_CUT = noClasses()
            .that()
            .resideInAPackage("dev.ddnn.model.graph")
            .should()
            .dependOnClassesThat(resideInAnyPackage("dev.ddnn.model.cut", "dev.ddnn.model.codec"));

    @ArchTest
    static final ArchRule NO_LOGGER_CLOCK_FILE_OR_NATIVE_CODE = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "java.util.logging..", "java.io.File", "java.nio.file..", "java.time..", "java.net.."))
            .orShould()
            .callMethod(System.class, "getLogger", String.class)
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "loadLibrary", String.class);
}
