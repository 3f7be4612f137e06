package main

import (
	"sync"
	"time"
)

// settings say how one direction of a link carries packets.
type settings struct {
	delay time.Duration // one way, added to the time that the rate takes
	rate  int64         // bits per second; 0 is without a limit
	queue int64         // bytes that may wait for the wire; what comes on top is dropped
	cut   bool          // carries nothing
}

// counters are totals since the link was made. Bytes are whole IP packets.
type counters struct {
	Packets int64 `json:"packets"`
	Bytes   int64 `json:"bytes"`
	Dropped int64 `json:"dropped"`
}

type packet struct {
	content []byte
	due     time.Time
}

// direction is one way of a link: a queue before a wire of a given rate, and then a delay. It knows no clock and no
// device: callers say what time it is.
type direction struct {
	mutex   sync.Mutex
	set     settings
	free    time.Time // when the wire will have sent what it was given
	waiting []packet  // in the order in which they are due
	counted counters
	changed chan struct{} // says that waiting has changed
}

func newDirection(set settings) *direction {
	return &direction{set: set, changed: make(chan struct{}, 1)}
}

// offer takes a packet that reached the link, or drops it. It keeps a copy.
func (d *direction) offer(content []byte, now time.Time) {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	start := now
	if d.free.After(now) {
		start = d.free
	}
	if d.set.cut || d.overflows(start.Sub(now), len(content)) {
		d.counted.Dropped++
		return
	}
	if d.set.rate > 0 {
		start = start.Add(time.Duration(float64(len(content)*8) / float64(d.set.rate) * float64(time.Second)))
	}
	d.free = start
	due := start.Add(d.set.delay)
	if last := len(d.waiting) - 1; last >= 0 && due.Before(d.waiting[last].due) {
		due = d.waiting[last].due // a shorter delay lets nobody overtake
	}
	d.waiting = append(d.waiting, packet{append([]byte(nil), content...), due})
	d.tell()
}

// overflows holds a packet against the queue. One that finds the wire free never waits, however small the queue.
func (d *direction) overflows(backlog time.Duration, length int) bool {
	if d.set.rate == 0 || backlog <= 0 {
		return false
	}
	return backlog.Seconds()*float64(d.set.rate)/8+float64(length) > float64(d.set.queue)
}

// next returns the packet that is due, or else how long it is until the next one is; 0 says that none is waiting.
func (d *direction) next(now time.Time) ([]byte, time.Duration) {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	if len(d.waiting) == 0 {
		return nil, 0
	}
	first := d.waiting[0]
	if wait := first.due.Sub(now); wait > 0 {
		return nil, wait
	}
	d.waiting = d.waiting[1:]
	d.counted.Packets++
	d.counted.Bytes += int64(len(first.content))
	return first.content, 0
}

// change alters the settings. A cut also loses what is under way: nothing stale arrives once it heals.
func (d *direction) change(alter func(*settings)) {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	alter(&d.set)
	if d.set.cut {
		d.counted.Dropped += int64(len(d.waiting))
		d.waiting = nil
		d.free = time.Time{}
	}
	d.tell()
}

func (d *direction) state() (settings, counters) {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	return d.set, d.counted
}

func (d *direction) tell() {
	select {
	case d.changed <- struct{}{}:
	default: // it was told already, and will look at everything
	}
}
