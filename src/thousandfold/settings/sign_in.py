# SPDX-License-Identifier: AGPL-3.0-or-later
"""How people sign in: a code by mail, no passwords; administrators add a second factor.

How many wrong codes count against whom stands in ``base/signing_in/guessing.py``, in the database,
where every worker sees it. The limits here are only against floods of requests; a
roomful of phones behind one address signs in within a minute (trust row RL-3).
"""

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_FORMS = {"confirm_login_code": "thousandfold.base.signing_in.signin_forms.CodeForm"}
ACCOUNT_ADAPTER = "thousandfold.base.signing_in.signin.SignInAdapter"
ACCOUNT_RATE_LIMITS = {
    "request_login_code": "240/m/ip,3/m/key,20/h/key",
    "login": "600/m/ip",
    "login_failed": "240/m/ip",
    "reauthenticate": "30/m/user",
}
MFA_ADAPTER = "thousandfold.base.signing_in.signin.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "thousandfold.base.signing_in.signin_forms.SecondFactorForm",
    "reauthenticate": "thousandfold.base.signing_in.signin_forms.SecondFactorAgainForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Thousandfold"
LOGIN_URL = "account_request_login_code"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
