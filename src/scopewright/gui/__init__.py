"""The window. Qt is known here and in no other room."""

from scopewright.gui import singletons

singletons.keep_alive()
