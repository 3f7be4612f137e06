package main

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// link is both directions. "Up" is towards the cloud.
type link struct {
	name     string
	up, down *direction
	since    time.Time // of the present cut, or zero
}

// state is what a link says about itself.
type state struct {
	Link       string   `json:"link"`
	Cut        bool     `json:"cut"`
	CutSeconds float64  `json:"cutSeconds,omitempty"`
	DelayMs    float64  `json:"delayMs"`
	RateKbit   float64  `json:"rateKbit"`
	QueueKB    float64  `json:"queueKB"`
	Up         counters `json:"up"`
	Down       counters `json:"down"`
}

func newLink(name string, set settings) *link {
	return &link{name: name, up: newDirection(set), down: newDirection(set)}
}

// obey follows one line of words, all or none of them, and answers with the state.
func (l *link) obey(line string, now time.Time) (state, error) {
	var changes []func(*settings)
	for _, word := range strings.Fields(line) {
		change, err := parse(word)
		if err != nil {
			return state{}, err
		}
		changes = append(changes, change)
	}
	if len(changes) > 0 {
		all := func(s *settings) {
			for _, change := range changes {
				change(s)
			}
		}
		l.up.change(all)
		l.down.change(all)
	}
	return l.state(now), nil
}

func parse(word string) (func(*settings), error) {
	switch word {
	case "stat":
		return func(*settings) {}, nil
	case "cut":
		return func(s *settings) { s.cut = true }, nil
	case "heal":
		return func(s *settings) { s.cut = false }, nil
	}
	name, text, _ := strings.Cut(word, "=")
	value, err := strconv.ParseFloat(text, 64)
	if err != nil || value < 0 || value > math.MaxInt32 || value != value {
		return nil, unknown(word)
	}
	switch {
	case name == "delay":
		return func(s *settings) { s.delay = time.Duration(value * float64(time.Millisecond)) }, nil
	case name == "rate":
		return func(s *settings) { s.rate = int64(value * 1000) }, nil
	case name == "queue" && value > 0:
		return func(s *settings) { s.queue = int64(value * 1024) }, nil
	}
	return nil, unknown(word)
}

func unknown(word string) error {
	return fmt.Errorf("%q is none of: stat, cut, heal, delay=MS, rate=KBIT (0: no limit), queue=KB (above 0)", word)
}

func (l *link) state(now time.Time) state {
	set, up := l.up.state()
	_, down := l.down.state()
	if !set.cut {
		l.since = time.Time{}
	} else if l.since.IsZero() {
		l.since = now
	}
	said := state{
		Link: l.name, Cut: set.cut, DelayMs: float64(set.delay) / float64(time.Millisecond),
		RateKbit: float64(set.rate) / 1000, QueueKB: float64(set.queue) / 1024, Up: up, Down: down,
	}
	if set.cut {
		said.CutSeconds = now.Sub(l.since).Seconds()
	}
	return said
}
