"""The window. Qt is known here and in no other room."""
