// Command kube is the whole of Kubernetes in one program: it is etcd, kube-apiserver, kube-controller-manager,
// kube-scheduler, kubelet, kube-proxy or kubectl, as the name says by which it is called. Linked under those names
// it stands in for the official programs, which share most of their code and so, here, one file and its pages in memory.
package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	_ "time/tzdata" // CronJobs name time zones; a small machine may carry no zone files

	"github.com/spf13/cobra"
	"go.etcd.io/etcd/server/v3/etcdmain"
	_ "k8s.io/client-go/plugin/pkg/client/auth"
	"k8s.io/component-base/cli"
	_ "k8s.io/component-base/logs/json/register"
	_ "k8s.io/component-base/metrics/prometheus/clientgo"
	_ "k8s.io/component-base/metrics/prometheus/version"
	kubectl "k8s.io/kubectl/pkg/cmd"
	apiserver "k8s.io/kubernetes/cmd/kube-apiserver/app"
	controllermanager "k8s.io/kubernetes/cmd/kube-controller-manager/app"
	proxy "k8s.io/kubernetes/cmd/kube-proxy/app"
	scheduler "k8s.io/kubernetes/cmd/kube-scheduler/app"
	kubelet "k8s.io/kubernetes/cmd/kubelet/app"
)

const etcd = "etcd"

// names lists the programs in the order in which a control plane starts them.
var names = []string{
	etcd, "kube-apiserver", "kube-controller-manager", "kube-scheduler", "kubelet", "kube-proxy", "kubectl",
}

// command builds the command line of one program; only the chosen one is built, since each registers its own flags
// and metrics. etcd is missing here: it parses its arguments itself.
func command(name string) *cobra.Command {
	switch name {
	case "kube-apiserver":
		return apiserver.NewAPIServerCommand()
	case "kube-controller-manager":
		return controllermanager.NewControllerManagerCommand()
	case "kube-scheduler":
		return scheduler.NewSchedulerCommand()
	case "kubelet":
		return kubelet.NewKubeletCommand(context.Background())
	case "kube-proxy":
		return proxy.NewProxyCommand()
	case "kubectl":
		return kubectl.NewDefaultKubectlCommand()
	default:
		return nil
	}
}

// choose returns the program's name and its arguments: from the name of the binary, else from the first argument.
func choose(args []string) (string, []string) {
	name := filepath.Base(args[0])
	if slices.Contains(names, name) || len(args) < 2 {
		return name, args
	}
	return args[1], args[1:]
}

func main() {
	name, args := choose(os.Args)
	os.Args = args // the programs read their flags from here
	if name == etcd {
		etcdmain.Main(args)
		return
	}
	chosen := command(name)
	if chosen == nil {
		fmt.Fprintf(os.Stderr, "%q is none of the programs in this binary.\nusage: kube {%s} [flags]\n", name, strings.Join(names, "|"))
		os.Exit(2)
	}
	os.Exit(cli.Run(chosen))
}
