package dev.ddnn.operator.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;

/** The arrows between the packages. Widening one needs a decision note. */
@AnalyzeClasses(packages = "dev.ddnn.operator", importOptions = DoNotIncludeTests.class)
class LayersTest {
    private static final String[] VALUES = {
        "java..",
        "org.jspecify..",
        "dev.ddnn.api..",
        "dev.ddnn.contract..",
        "dev.ddnn.model..",
        "io.fabric8.kubernetes.api.model..",
        "com.fasterxml.jackson.annotation.."
    };

    @ArchTest
    static final ArchRule VALIDATE = pure("validate");

    @ArchTest
    static final ArchRule PLAN = pure("plan", "validate");

    @ArchTest
    static final ArchRule DESIRED = pure("desired", "plan");

    @ArchTest
    static final ArchRule STATUS = pure("status", "validate", "plan", "desired");

    @ArchTest
    static final ArchRule PURE_STAGES_HAVE_NO_CLOCK_AND_NO_CUSTOM_RESOURCE = noClasses()
            .that()
            .resideInAnyPackage(packages("validate", "plan", "desired", "status"))
            .should()
            .dependOnClassesThat()
            .areAssignableTo(CustomResource.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class)
            .orShould()
            .callMethod(Instant.class, "now");

    @ArchTest
    static final ArchRule NOTHING_KNOWS_THE_RECONCILERS = noClasses()
            .that()
            .resideOutsideOfPackage("dev.ddnn.operator.reconcile..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.ddnn.operator.reconcile..");

    @ArchTest
    static final ArchRule ONLY_THE_RECONCILERS_KNOW_THE_SDK = noClasses()
            .that()
            .resideOutsideOfPackage("dev.ddnn.operator.reconcile..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.javaoperatorsdk..");

    @ArchTest
    static final ArchRule NOBODY_KNOWS_THE_PODS =
            noClasses().should().dependOnClassesThat().resideInAPackage("dev.ddnn.pod..");

    @ArchTest
    static final ArchRule OBSERVE_DOES_NOT_WRITE = noClasses()
            .that()
            .resideInAPackage("dev.ddnn.operator.observe..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(packages("apply", "status", "events"))
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("io.fabric8.kubernetes.client.dsl..");

    private static ArchRule pure(String stage, String... earlier) {
        String own = "dev.ddnn.operator." + stage + "..";
        String[] allowed = Stream.of(VALUES, packages(earlier), new String[] {own})
                .flatMap(Arrays::stream)
                .toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage(own)
                .should()
                .onlyDependOnClassesThat(JavaClass.Predicates.resideInAnyPackage(allowed));
    }

    private static String[] packages(String... stages) {
        return Arrays.stream(stages)
                .map(stage -> "dev.ddnn.operator." + stage + "..")
                .toArray(String[]::new);
    }
}
