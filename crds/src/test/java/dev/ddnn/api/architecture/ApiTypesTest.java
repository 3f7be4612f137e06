package dev.ddnn.api.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** How the types of the API are built. */
@AnalyzeClasses(
        packages = {"dev.ddnn.api.v1alpha1", "dev.ddnn.api.kubeedge"},
        importOptions = ImportOption.DoNotIncludeTests.class)
class ApiTypesTest {
    private static final DescribedPredicate<JavaClass> RECORDS =
            DescribedPredicate.describe("are records", JavaClass::isRecord);

    @ArchTest
    static final ArchRule RECORDS_IGNORE_UNKNOWN_FIELDS = classes()
            .that(RECORDS)
            .should()
            .beAnnotatedWith(DescribedPredicate.describe(
                    "@JsonIgnoreProperties(ignoreUnknown = true)",
                    a -> a.getRawType().isEquivalentTo(JsonIgnoreProperties.class)
                            && a.get("ignoreUnknown").map(Boolean.TRUE::equals).orElse(false)))
            .because("an operator must read what a newer API server holds");

    @ArchTest
    static final ArchRule RECORDS_DO_NOT_SEND_NULL = classes()
            .that(RECORDS)
            .should()
            .beAnnotatedWith(JsonInclude.class)
            .because("null means nothing: it is neither sent nor claimed");

    @ArchTest
    static final ArchRule SPEC_AND_STATUS_ARE_RECORDS =
            classes().that().haveNameMatching(".*(Spec|Status)").should().beRecords();

    @ArchTest
    static final ArchRule NO_FLOATS = noFields()
            .should()
            .haveRawType(double.class)
            .orShould()
            .haveRawType(Double.class)
            .orShould()
            .haveRawType(float.class)
            .orShould()
            .haveRawType(Float.class)
            .because("floats do not survive a round trip; decimals are strings with a pattern");

    @ArchTest
    static final ArchRule KNOWS_ONLY_TYPES = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "dev.ddnn.api.v1alpha1",
                    "dev.ddnn.api.kubeedge",
                    "com.fasterxml.jackson.annotation",
                    "org.jspecify.annotations",
                    "io.fabric8.generator.annotation",
                    "io.fabric8.crd.generator.annotation",
                    "io.fabric8.kubernetes.model.annotation",
                    "io.fabric8.kubernetes.api.model..",
                    "io.fabric8.kubernetes.client");
}
