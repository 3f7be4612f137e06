package dev.ddnn.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ElfFileTest {
    @Test
    @EnabledOnOs(OS.LINUX)
    void theRunningJavaNamesItsLoaderAndLibraries() {
        // Given
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");

        // When
        ElfFile elf = ElfFile.read(java).orElseThrow();

        // Then
        assertThat(elf.machine()).isEqualTo(Arch.ofThisMachine().elfMachine());
        assertThat(elf.interpreter()).contains("ld-linux");
        assertThat(elf.needed()).contains("libc.so.6", "libjli.so");
        assertThat(elf.soname()).isNull();
    }

    @Test
    void textIsNoBinary() {
        assertThat(ElfFile.read("#!/bin/sh\n".repeat(20).getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }
}
