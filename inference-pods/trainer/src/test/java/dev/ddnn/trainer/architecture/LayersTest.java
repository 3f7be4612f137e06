package dev.ddnn.trainer.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import ai.djl.ndarray.NDArray;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.ddnn.trainer", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {

    @ArchTest
    static final ArchRule ONLY_TRAIN_KNOWS_DJL = noClasses()
            .that()
            .resideOutsideOfPackage("..train..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.djl..");

    @ArchTest
    static final ArchRule ONLY_EXPORT_KNOWS_THE_FILE_FORMAT = noClasses()
            .that()
            .resideOutsideOfPackage("..export..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.onnx..");

    @ArchTest
    static final ArchRule DATA_KNOWS_NOTHING_ELSE = classes()
            .that()
            .resideInAPackage("..trainer.data..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.ddnn.trainer.data..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule THE_NETWORK_KNOWS_ONLY_DATA = classes()
            .that()
            .resideInAPackage("..trainer.net..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.ddnn.trainer.net..", "dev.ddnn.trainer.data..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule CALIBRATION_KNOWS_NO_ENGINE_AND_NO_FILE = classes()
            .that()
            .resideInAPackage("..trainer.calibrate..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.ddnn.trainer.calibrate..",
                    "dev.ddnn.trainer.net..",
                    "dev.ddnn.trainer.data..",
                    "dev.ddnn.model.exit..",
                    "java..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule NOTHING_IMPORTS_THE_COMMAND_LINE = noClasses()
            .that()
            .resideOutsideOfPackage("..cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..trainer.cli..");

    /** Under a gradient collector these read freed memory in the backward pass: see {@code train.Constants}. */
    @ArchTest
    static final ArchRule NO_ARITHMETIC_WITH_JAVA_NUMBERS = noClasses()
            .should()
            .callMethod(NDArray.class, "mul", Number.class)
            .orShould()
            .callMethod(NDArray.class, "muli", Number.class)
            .orShould()
            .callMethod(NDArray.class, "div", Number.class)
            .orShould()
            .callMethod(NDArray.class, "divi", Number.class)
            .orShould()
            .callMethod(NDArray.class, "scaleGradient", double.class);
}
