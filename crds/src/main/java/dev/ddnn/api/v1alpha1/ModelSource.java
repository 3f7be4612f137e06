package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Where the model file comes from, and the digest that it must have. */
@ValidationRule(
        value = "!has(self.credentialsSecretRef) || !self.uri.startsWith('hub:')",
        message = "`credentialsSecretRef` must not be set for an upload (hub:NAME), which needs no credentials")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelSource(
        @Required
        @Size(min = 5, max = Limits.URI)
        @Pattern(Limits.MODEL_URI)
        @JsonPropertyDescription(
                "Address of the model, one ONNX file: an https URL (plain http only where the hub's configuration allows it); s3://BUCKET/KEY for an object of an S3 store; oci://REGISTRY/REPOSITORY with :TAG, @sha256:DIGEST or both for a layer of an artefact in an OCI registry; or hub:NAME for a file that was uploaded to the hub under a name of at most 63 lowercase letters, digits and hyphens. No credentials in it; at most 1024 characters. Required. Example: https://models.example.com/vehicles-7.onnx.")
        @ValidationRule(
                value = "self.matches('" + Limits.MODEL_URI + "')",
                messageExpression =
                        "'`uri` must be an https URL without credentials, s3://BUCKET/KEY, oci://REGISTRY/REPOSITORY:TAG, or hub: and a DNS label of at most 63 characters; found \\'' + self + '\\''")
        @Nullable
        String uri,

        @Required
        @Size(max = 64)
        @Pattern(Limits.SHA256)
        @JsonPropertyDescription(
                "SHA-256 digest that the model file must have, 64 lowercase hexadecimal digits, as sha256sum prints it. A file with another digest is refused. Required. Example: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08.")
        @ValidationRule(
                value = "self.matches('" + Limits.SHA256 + "')",
                messageExpression = "'`sha256` must be 64 lowercase hexadecimal digits; found \\'' + self + '\\''")
        @Nullable
        String sha256,

        @JsonPropertyDescription(
                "A Secret of the same namespace with what the source wants to see; none by default. Its keys: for https username and password, or token, and host if they must go to that host only; for s3 accessKeyId and secretAccessKey, and as needed sessionToken, endpoint and region; for oci those of https, or those of a Secret of type kubernetes.io/dockerconfigjson. The hub may read it once a Role allows that; as long as none does, the condition ModelResolved has the commands. Not for an upload. Example: {name: models}.")
        @Nullable
        SecretRef credentialsSecretRef) {}
