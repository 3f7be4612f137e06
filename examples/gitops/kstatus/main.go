// Command kstatus judges Kubernetes objects as GitOps tools do. For each named file, which holds one object as JSON, it prints a
// line with three columns: the verdict of the kstatus library, the verdict of Flux's health check expressions, and kstatus' message.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"github.com/google/cel-go/cel"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/cli-utils/pkg/kstatus/status"
)

// expressions are one entry of spec.healthCheckExprs of a Flux Kustomization.
type expressions struct {
	Kind       string `json:"kind"`
	InProgress string `json:"inProgress"`
	Failed     string `json:"failed"`
	Current    string `json:"current"`
}

func main() {
	if len(os.Args) < 3 {
		fmt.Fprintln(os.Stderr, "usage: kstatus EXPRESSIONS FILE...   (healthCheckExprs as a JSON list; one object as JSON each)")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2:]); err != nil {
		fmt.Fprintf(os.Stderr, "kstatus: %v\n", err)
		os.Exit(1)
	}
}

func run(list string, files []string) error {
	var all []expressions
	if err := read(list, &all); err != nil {
		return err
	}
	for _, file := range files {
		var object unstructured.Unstructured
		if err := read(file, &object); err != nil {
			return err
		}
		result, err := status.Compute(&object)
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		flux, err := byExpressions(&object, all)
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		fmt.Printf("%s\t%s\t%s\n", result.Status, flux, strings.ReplaceAll(result.Message, "\n", " "))
	}
	return nil
}

func read(file string, into any) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(text, into); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return nil
}

// byExpressions does what Flux documents: a generation that was not looked at is in progress, then the expressions count in this
// order, and what none of them knows is in progress.
func byExpressions(object *unstructured.Unstructured, all []expressions) (status.Status, error) {
	for _, one := range all {
		if one.Kind != object.GetKind() {
			continue
		}
		observed, found, err := unstructured.NestedInt64(object.Object, "status", "observedGeneration")
		if err != nil {
			return "", err
		}
		if found && observed != object.GetGeneration() {
			return status.InProgressStatus, nil
		}
		for _, step := range []struct {
			text    string
			verdict status.Status
		}{
			{one.InProgress, status.InProgressStatus},
			{one.Failed, status.FailedStatus},
			{one.Current, status.CurrentStatus},
		} {
			holds, err := evaluate(step.text, object.Object)
			if err != nil || holds {
				return step.verdict, err
			}
		}
		return status.InProgressStatus, nil
	}
	return "", fmt.Errorf("no expressions for kind %s", object.GetKind())
}

func evaluate(text string, object map[string]any) (bool, error) {
	env, err := cel.NewEnv(cel.Variable("metadata", cel.DynType), cel.Variable("spec", cel.DynType), cel.Variable("status", cel.DynType))
	if err != nil {
		return false, err
	}
	ast, issues := env.Compile(text)
	if issues.Err() != nil {
		return false, issues.Err()
	}
	program, err := env.Program(ast)
	if err != nil {
		return false, err
	}
	value, _, err := program.Eval(object)
	if err != nil {
		return false, err
	}
	holds, ok := value.Value().(bool)
	if !ok {
		return false, fmt.Errorf("%q is not true or false", text)
	}
	return holds, nil
}
