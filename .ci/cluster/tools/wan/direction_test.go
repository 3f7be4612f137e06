package main

import (
	"bytes"
	"testing"
	"time"
)

var noon = time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)

func at(milliseconds float64) time.Time {
	return noon.Add(time.Duration(milliseconds * float64(time.Millisecond)))
}

// arrivals takes out everything that is due at a time.
func arrivals(d *direction, now time.Time) (contents [][]byte) {
	for {
		content, _ := d.next(now)
		if content == nil {
			return contents
		}
		contents = append(contents, content)
	}
}

func expect(t *testing.T, what string, found, expected any) {
	t.Helper()
	if found != expected {
		t.Errorf("%s: expected %v, found %v", what, expected, found)
	}
}

func TestDelayIsAddedToTheTimeOnTheWire(t *testing.T) {
	// Given 1,000 bytes at 1 Mbit/s, which take 8 ms, and a delay of 40 ms
	d := newDirection(settings{delay: 40 * time.Millisecond, rate: 1_000_000, queue: 10_000})
	// When
	d.offer(make([]byte, 1000), at(0))
	// Then
	expect(t, "arrived after 47.9 ms", len(arrivals(d, at(47.9))), 0)
	expect(t, "arrived after 48 ms", len(arrivals(d, at(48))), 1)
}

func TestPacketsShareTheWireAndOverlapInTheDelay(t *testing.T) {
	d := newDirection(settings{delay: 40 * time.Millisecond, rate: 1_000_000, queue: 10_000})
	d.offer(make([]byte, 1000), at(0))
	d.offer(make([]byte, 1000), at(0))
	expect(t, "arrived after 48 ms", len(arrivals(d, at(48))), 1)
	expect(t, "arrived after 56 ms", len(arrivals(d, at(56))), 1)
}

func TestWhatFindsTheQueueFullIsDropped(t *testing.T) {
	// Given room for two packets
	d := newDirection(settings{rate: 1_000_000, queue: 2000})
	// When
	for range 4 {
		d.offer(make([]byte, 1000), at(0))
	}
	// Then
	expect(t, "arrived", len(arrivals(d, at(1000))), 2)
	_, counted := d.state()
	expect(t, "counted", counted, counters{Packets: 2, Bytes: 2000, Dropped: 2})
}

func TestWithoutARateNothingWaits(t *testing.T) {
	d := newDirection(settings{queue: 1})
	for range 100 {
		d.offer(make([]byte, 1000), at(0))
	}
	expect(t, "arrived", len(arrivals(d, at(0))), 100)
}

func TestACutLosesWhatIsUnderWayAndWhatComes(t *testing.T) {
	// Given one packet under way
	d := newDirection(settings{delay: 40 * time.Millisecond, queue: 10_000})
	d.offer([]byte("under way"), at(0))
	// When
	d.change(func(s *settings) { s.cut = true })
	d.offer([]byte("into the cut"), at(10))
	d.change(func(s *settings) { s.cut = false })
	d.offer([]byte("after"), at(20))
	// Then
	found := arrivals(d, at(1000))
	expect(t, "arrived", len(found), 1)
	expect(t, "it is the last one", bytes.Equal(found[0], []byte("after")), true)
}

func TestAShorterDelayLetsNobodyOvertake(t *testing.T) {
	d := newDirection(settings{delay: 40 * time.Millisecond, queue: 10_000})
	d.offer([]byte("first"), at(0))
	d.change(func(s *settings) { s.delay = 0 })
	d.offer([]byte("second"), at(1))
	expect(t, "arrived after 39 ms", len(arrivals(d, at(39))), 0)
	found := arrivals(d, at(40))
	expect(t, "arrived after 40 ms", len(found), 2)
	expect(t, "the first", string(found[0]), "first")
}

func TestWordsChangeBothDirections(t *testing.T) {
	made := newLink("edge-cloud", settings{queue: 256 * 1024})
	answer, err := made.obey("delay=2.5 rate=20000 cut", noon)
	expect(t, "error", err, nil)
	for _, d := range []*direction{made.up, made.down} {
		set, _ := d.state()
		expect(t, "settings", set, settings{2500 * time.Microsecond, 20_000_000, 256 * 1024, true})
	}
	expect(t, "answer", answer.DelayMs, 2.5)
}

func TestAWrongWordChangesNothing(t *testing.T) {
	for _, words := range []string{"cut delay=-1", "cut rate=fast", "cut queue=0", "cut please", "cut =1", "delay=NaN", "delay=Inf"} {
		made := newLink("edge-cloud", settings{queue: 1024})
		if _, err := made.obey(words, noon); err == nil {
			t.Errorf("%q: expected an error", words)
		}
		set, _ := made.up.state()
		expect(t, words, set, settings{queue: 1024})
	}
}
