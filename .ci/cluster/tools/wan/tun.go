package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

const largestPacket = 1 << 16

// openTun makes a TUN device in a network namespace, named as NAMESPACE:DEVICE. It lives as long as the file is open.
func openTun(place string) (*os.File, error) {
	namespace, device, found := strings.Cut(place, ":")
	if !found {
		return nil, fmt.Errorf("%q is not NAMESPACE:DEVICE", place)
	}
	made := make(chan error, 1)
	var file *os.File
	go func() {
		// The thread stays in the other namespace, so it is not unlocked: it ends with this function.
		runtime.LockOSThread()
		var err error
		file, err = openTunIn("/run/netns/"+namespace, device)
		made <- err
	}()
	if err := <-made; err != nil {
		return nil, fmt.Errorf("%s: %w", place, err)
	}
	return file, nil
}

func openTunIn(namespace, device string) (*os.File, error) {
	handle, err := unix.Open(namespace, unix.O_RDONLY|unix.O_CLOEXEC, 0)
	if err != nil {
		return nil, err
	}
	defer unix.Close(handle)
	if err := unix.Setns(handle, unix.CLONE_NEWNET); err != nil {
		return nil, fmt.Errorf("enter the namespace: %w", err)
	}
	tun, err := unix.Open("/dev/net/tun", unix.O_RDWR|unix.O_CLOEXEC|unix.O_NONBLOCK, 0)
	if err != nil {
		return nil, fmt.Errorf("/dev/net/tun: %w", err)
	}
	request, err := unix.NewIfreq(device)
	if err == nil {
		request.SetUint16(unix.IFF_TUN | unix.IFF_NO_PI)
		err = unix.IoctlIfreq(tun, unix.TUNSETIFF, request)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("make the device: %w", err), unix.Close(tun))
	}
	return os.NewFile(uintptr(tun), device), nil
}

// receive hands what a device sends out to a direction, until the device is gone.
func receive(from io.Reader, into *direction) error {
	buffer := make([]byte, largestPacket)
	for {
		length, err := from.Read(buffer)
		if err != nil {
			return err
		}
		into.offer(buffer[:length], time.Now())
	}
}

// deliver hands a device what has come through a direction, when it is due.
func deliver(from *direction, to io.Writer) error {
	alarm := time.NewTimer(time.Hour)
	for {
		content, wait := from.next(time.Now())
		if content != nil {
			if _, err := to.Write(content); err != nil && !errors.Is(err, unix.EIO) {
				return err // EIO: the device is not up yet, as if nobody listened
			}
			continue
		}
		if wait == 0 {
			wait = time.Hour
		}
		alarm.Reset(wait)
		select {
		case <-from.changed:
		case <-alarm.C:
		}
	}
}
