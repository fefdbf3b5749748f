"""Signing in with another account: Google, Kakao, Naver, Apple, each where settings name it.

A person is known by the provider and its own name for them (`linked.py`), never by an e-mail address. `arriving.py` is
the way there and back, `joining.py` what somebody new still has to say, `farewell.py` what a provider is told at last.
"""
