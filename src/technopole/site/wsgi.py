"""The site as a WSGI application, for `technopole serve` or a server of your own."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "technopole.site.settings.serving")

application = get_wsgi_application()
