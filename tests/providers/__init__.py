"""Other services to sign in with, on this machine: an OpenID provider, and what Naver and Kakao have of their own."""
