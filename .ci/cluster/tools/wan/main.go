// Command wan joins two network namespaces by a link like one of a wide area network: with a delay, a rate, a bounded
// queue, and cuts that lose packets, for whatever travels in IP packets. It can be changed while it carries traffic.
//
//	wan link --socket FILE --name NAME --low NAMESPACE:DEVICE --high NAMESPACE:DEVICE [WORD...]
//	wan tell FILE WORD...
//
// The words are stat, cut, heal, delay=MS (one way), rate=KBIT (each way; 0: no limit) and queue=KB. The answer is the
// link's state as one JSON object. The second form ends with 1 and a sentence on standard error if a word is wrong.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"strings"
	"sync"
	"time"
)

const patience = 5 * time.Second

func main() {
	var err error
	switch {
	case len(os.Args) > 2 && os.Args[1] == "link":
		err = serve(os.Args[2:])
	case len(os.Args) > 3 && os.Args[1] == "tell":
		err = tell(os.Args[2], strings.Join(os.Args[3:], " "), os.Stdout)
	default:
		err = errors.New("usage: wan link --socket FILE --name NAME --low NS:DEVICE --high NS:DEVICE [WORD...] | wan tell FILE WORD...")
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "wan:", err)
		os.Exit(1)
	}
}

func serve(arguments []string) error {
	flags := flag.NewFlagSet("link", flag.ContinueOnError)
	socket := flags.String("socket", "", "unix socket that takes words")
	name := flags.String("name", "", "what the link is called")
	low := flags.String("low", "", "the end that is farther from the cloud, NAMESPACE:DEVICE")
	high := flags.String("high", "", "the end that is nearer to the cloud, NAMESPACE:DEVICE")
	if err := flags.Parse(arguments); err != nil {
		return err
	}
	made := newLink(*name, settings{queue: 256 * 1024})
	if _, err := made.obey(strings.Join(flags.Args(), " "), time.Now()); err != nil {
		return err
	}
	lower, err := openTun(*low)
	if err != nil {
		return err
	}
	upper, err := openTun(*high)
	if err != nil {
		return err
	}
	listener, err := net.Listen("unix", *socket)
	if err != nil {
		return err
	}
	ended := make(chan error)
	for _, part := range []func() error{
		func() error { return receive(lower, made.up) },
		func() error { return receive(upper, made.down) },
		func() error { return deliver(made.up, upper) },
		func() error { return deliver(made.down, lower) },
		func() error { return listen(listener, made) },
	} {
		go func() { ended <- part() }()
	}
	return <-ended
}

func listen(listener net.Listener, made *link) error {
	var one sync.Mutex
	for {
		connection, err := listener.Accept()
		if err != nil {
			return err
		}
		go func() {
			defer connection.Close()
			one.Lock()
			defer one.Unlock()
			if err := answer(connection, made); err != nil {
				fmt.Fprintln(os.Stderr, "wan: a client went away:", err)
			}
		}()
	}
}

func answer(connection net.Conn, made *link) error {
	if err := connection.SetDeadline(time.Now().Add(patience)); err != nil {
		return err
	}
	line, err := bufio.NewReader(io.LimitReader(connection, 4096)).ReadString('\n')
	if err != nil {
		return err
	}
	said, err := made.obey(line, time.Now())
	if err != nil {
		_, err = fmt.Fprintln(connection, "error:", err)
		return err
	}
	return json.NewEncoder(connection).Encode(said)
}

func tell(socket, words string, out io.Writer) error {
	connection, err := net.DialTimeout("unix", socket, patience)
	if err != nil {
		return err
	}
	defer connection.Close()
	if err := connection.SetDeadline(time.Now().Add(patience)); err != nil {
		return err
	}
	if _, err := fmt.Fprintln(connection, words); err != nil {
		return err
	}
	reply, err := bufio.NewReader(connection).ReadString('\n')
	if err != nil {
		return err
	}
	if problem, refused := strings.CutPrefix(reply, "error: "); refused {
		return errors.New(strings.TrimSpace(problem))
	}
	_, err = io.WriteString(out, reply)
	return err
}
