"""The layouts of the CMSs that several portals share, each recognised by its own marks on the page.

One module per family of CMS. Only IMS was seen in real pages; of the others the selectors come from other
people's crawlers or from the templates that the CMS ships with, so their fields are optional: what a
selector does not find is left to evidence. Two have no layout. Oracle WebCenter compresses its skin's class
names and numbers ids anew whenever a page is laid out; all that is known of moit.gov.vn, `.article-title`
and `.article-content`, stands on 10 of 181 English news pages too.
"""

from __future__ import annotations

from archiver.extract.platforms.aspnet import DNN, EPORTAL
from archiver.extract.platforms.ims import IMS
from archiver.extract.platforms.liferay import LIFERAY, LIFERAY_ASSET, LIFERAY_HCMC, LIFERAY_VNPT
from archiver.extract.platforms.nukeviet import NUKEVIET, NUKEVIET_3, NUKEVIET_PRINT
from archiver.extract.platforms.open_source import DRUPAL, JOOMLA, JOOMLA_1, JOOMLA_K2, PLONE, WORDPRESS
from archiver.extract.platforms.own import COV, MOHA
from archiver.extract.platforms.sharepoint import (
    MIC_2020,
    SHAREPOINT_BHXH,
    SHAREPOINT_MOET,
    SHAREPOINT_MOJ,
    SHAREPOINT_MOLISA,
    SHAREPOINT_PUBLISHING,
    SHAREPOINT_TANDAN,
    SHAREPOINT_VASS,
    SHAREPOINT_VENDOR,
)
from archiver.extract.site import Layout

__all__ = [
    "COV",
    "DNN",
    "DRUPAL",
    "EPORTAL",
    "IMS",
    "JOOMLA",
    "JOOMLA_1",
    "JOOMLA_K2",
    "LIFERAY",
    "LIFERAY_ASSET",
    "LIFERAY_HCMC",
    "LIFERAY_VNPT",
    "MIC_2020",
    "MOHA",
    "NUKEVIET",
    "NUKEVIET_3",
    "NUKEVIET_PRINT",
    "PLATFORMS",
    "PLONE",
    "SHAREPOINT_BHXH",
    "SHAREPOINT_MOET",
    "SHAREPOINT_MOJ",
    "SHAREPOINT_MOLISA",
    "SHAREPOINT_PUBLISHING",
    "SHAREPOINT_TANDAN",
    "SHAREPOINT_VASS",
    "SHAREPOINT_VENDOR",
    "WORDPRESS",
]

#: Asked in this order; each `when` holds on pages of its own template only.
PLATFORMS: tuple[Layout, ...] = (
    IMS,
    NUKEVIET,
    NUKEVIET_3,
    NUKEVIET_PRINT,
    SHAREPOINT_VENDOR,
    MIC_2020,
    SHAREPOINT_MOET,
    SHAREPOINT_MOLISA,
    SHAREPOINT_BHXH,
    SHAREPOINT_TANDAN,
    SHAREPOINT_VASS,
    SHAREPOINT_MOJ,
    SHAREPOINT_PUBLISHING,
    LIFERAY,
    LIFERAY_ASSET,
    LIFERAY_HCMC,
    LIFERAY_VNPT,
    PLONE,
    JOOMLA,
    JOOMLA_K2,
    JOOMLA_1,
    DRUPAL,
    WORDPRESS,
    EPORTAL,
    DNN,
    MOHA,
    COV,
)
