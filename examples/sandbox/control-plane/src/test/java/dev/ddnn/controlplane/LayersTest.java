package dev.ddnn.controlplane;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.ddnn.controlplane", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {

    private static final String ROOT = "dev.ddnn.controlplane";

    @ArchTest
    static final ArchRule processesKnowNothingElse = classes()
            .that()
            .resideInAPackage(ROOT + ".process")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", ROOT + ".process");

    @ArchTest
    static final ArchRule certificatesKnowNothingElse = classes()
            .that()
            .resideInAPackage(ROOT + ".tls")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", ROOT + ".tls");

    @ArchTest
    static final ArchRule programsKnowProcessesAtMost = classes()
            .that()
            .resideInAPackage(ROOT + ".programs")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", ROOT + ".programs", ROOT + ".process");

    @ArchTest
    static final ArchRule onlyTheExtensionsKnowJunit = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".junit")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.junit..", ROOT + ".junit");
}
