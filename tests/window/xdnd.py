"""Drags a file onto a window and drops it there, as a file manager does: the source of an XDND drag, by Xlib alone."""
import ctypes
import time
from ctypes import POINTER, byref, c_char_p, c_int, c_long, c_uint, c_ulong, c_void_p

X = ctypes.CDLL("libX11.so.6")
X.XOpenDisplay.restype = c_void_p
X.XOpenDisplay.argtypes = [c_char_p]
X.XInternAtom.restype = c_ulong
X.XInternAtom.argtypes = [c_void_p, c_char_p, c_int]
X.XDefaultRootWindow.restype = c_ulong
X.XDefaultRootWindow.argtypes = [c_void_p]
X.XCreateSimpleWindow.restype = c_ulong
X.XCreateSimpleWindow.argtypes = [c_void_p, c_ulong, c_int, c_int, c_uint, c_uint, c_uint, c_ulong, c_ulong]
X.XSetSelectionOwner.argtypes = [c_void_p, c_ulong, c_ulong, c_ulong]
X.XSendEvent.argtypes = [c_void_p, c_ulong, c_int, c_long, c_void_p]
X.XPending.argtypes = [c_void_p]
X.XNextEvent.argtypes = [c_void_p, c_void_p]
X.XFlush.argtypes = [c_void_p]
X.XCloseDisplay.argtypes = [c_void_p]
X.XChangeProperty.argtypes = [c_void_p, c_ulong, c_ulong, c_ulong, c_int, c_int, c_char_p, c_int]

CLIENT_MESSAGE, SELECTION_REQUEST, SELECTION_NOTIFY = 33, 30, 31
VERSION = 5
PATIENCE_S = 20


class ClientMessage(ctypes.Structure):
    _fields_ = [("type", c_int), ("serial", c_ulong), ("send_event", c_int), ("display", c_void_p), ("window", c_ulong),
                ("message_type", c_ulong), ("format", c_int), ("data", c_long * 5)]


class SelectionRequest(ctypes.Structure):
    _fields_ = [("type", c_int), ("serial", c_ulong), ("send_event", c_int), ("display", c_void_p), ("owner", c_ulong),
                ("requestor", c_ulong), ("selection", c_ulong), ("target", c_ulong), ("property", c_ulong), ("time", c_ulong)]


class SelectionNotify(ctypes.Structure):
    _fields_ = [("type", c_int), ("serial", c_ulong), ("send_event", c_int), ("display", c_void_p), ("requestor", c_ulong),
                ("selection", c_ulong), ("target", c_ulong), ("property", c_ulong), ("time", c_ulong)]


class Event(ctypes.Union):
    _fields_ = [("type", c_int), ("client", ClientMessage), ("request", SelectionRequest), ("notify", SelectionNotify),
                ("pad", c_long * 24)]


class Drag:
    def __init__(self, window, paths):
        self.display = X.XOpenDisplay(None)
        self.window = int(window)
        self.data = "".join(f"file://{path}\r\n" for path in paths).encode()
        self.source = X.XCreateSimpleWindow(self.display, X.XDefaultRootWindow(self.display), 0, 0, 1, 1, 0, 0, 0)
        self.uri_list = self.atom("text/uri-list")

    def atom(self, name):
        return X.XInternAtom(self.display, name.encode(), 0)

    def send(self, name, *data):
        event = Event()
        event.client = ClientMessage(CLIENT_MESSAGE, 0, 1, self.display, self.window, self.atom(name), 32,
                                     (c_long * 5)(self.source, *data, *[0] * (4 - len(data))))
        X.XSendEvent(self.display, self.window, 0, 0, byref(event))
        X.XFlush(self.display)

    def hand_over(self, request):
        """The target asks for what is dragged."""
        X.XChangeProperty(self.display, request.requestor, request.property, request.target, 8, 0, self.data, len(self.data))
        event = Event()
        event.notify = SelectionNotify(SELECTION_NOTIFY, 0, 1, self.display, request.requestor, request.selection,
                                       request.target, request.property, request.time)
        X.XSendEvent(self.display, request.requestor, 0, 0, byref(event))
        X.XFlush(self.display)

    def wait(self, name):
        """Serves requests until the target says this; gives its data."""
        wanted = self.atom(name)
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            while X.XPending(self.display) > 0:
                event = Event()
                X.XNextEvent(self.display, byref(event))
                if event.type == SELECTION_REQUEST:
                    self.hand_over(event.request)
                if event.type == CLIENT_MESSAGE and event.client.message_type == wanted:
                    return list(event.client.data)
            time.sleep(0.01)
        raise AssertionError(f"the window never answered with {name}")

    def drop(self, x, y):
        X.XSetSelectionOwner(self.display, self.atom("XdndSelection"), self.source, 0)
        self.send("XdndEnter", VERSION << 24, self.uri_list)
        self.send("XdndPosition", 0, x << 16 | y, 0, self.atom("XdndActionCopy"))
        accepted = self.wait("XdndStatus")[1] & 1
        assert accepted, "the window takes no files"
        self.send("XdndDrop", 0, 0)
        self.wait("XdndFinished")
        X.XCloseDisplay(self.display)


def drop(window, *paths, at=(600, 400)):
    Drag(window, paths).drop(*at)
