"""A field says its name above, its hint and its fault below, and is tied to both."""

import re

import pytest
from django import forms
from django.template import Context, Template


class Sample(forms.Form):
    name = forms.CharField(label="姓名", help_text="和身份证上一样", max_length=40)
    phone = forms.CharField(label="手机号", required=False)
    way = forms.ChoiceField(
        label="怎么拿证",
        choices=[("post", "寄到家"), ("hall", "到大厅取")],
        widget=forms.RadioSelect,
    )
    photo = forms.FileField(label="照片")
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean_name(self) -> str:
        raise forms.ValidationError("<b>太长</b>")


def field(form: forms.Form, name: str, options: str = "") -> str:
    source = "{% load web %}{% field form." + name + " " + options + " %}"
    return Template(source).render(Context({"form": form}))


@pytest.fixture
def wrong() -> Sample:
    form = Sample({"name": "林知夏", "version": "x"})
    form.is_valid()
    return form


def test_the_label_belongs_to_the_control() -> None:
    text = field(Sample(), "name")
    assert '<label class="form-label" for="id_name">姓名</label>' in text
    assert 'id="id_name"' in text


def test_hint_and_fault_are_named_by_the_control(wrong: Sample) -> None:
    text = field(wrong, "name")
    named = re.search(r'aria-describedby="([^"]+)"', text)
    assert named is not None
    assert named[1].split() == ["id_name-hint", "id_name-error"]
    assert text.count("aria-describedby") == 1
    assert 'id="id_name-hint"' in text
    assert 'id="id_name-error"' in text
    assert 'aria-invalid="true"' in text
    assert "is-invalid" in text


def test_a_fault_is_text(wrong: Sample) -> None:
    text = field(wrong, "name")
    assert "&lt;b&gt;太长" in text


def test_what_may_be_left_out_says_so_instead_of_stars() -> None:
    assert "yc-opt" in field(Sample(), "phone")
    assert "yc-opt" not in field(Sample(), "name")
    assert "yc-opt" not in field(Sample(), "phone", "optional=False")


def test_options_of_a_choice_are_whole_rows_in_a_group() -> None:
    text = field(Sample(), "way")
    assert text.count('class="yc-choice"') == 2
    assert "<fieldset" in text
    assert "<legend" in text
    assert 'for="id_way_0"' in text


def test_other_attributes_reach_the_control() -> None:
    text = field(Sample(), "phone", 'inputmode="numeric" autocomplete="tel" data_x="1"')
    assert 'inputmode="numeric"' in text
    assert 'autocomplete="tel"' in text
    assert 'data-x="1"' in text


def test_a_file_is_a_drop_with_progress() -> None:
    text = field(Sample(), "photo")
    assert "yc-drop" in text
    assert "data-yc-upload" in text


def test_a_hidden_field_is_only_itself() -> None:
    assert "label" not in field(Sample(), "version")


def test_the_summary_leads_to_each_field(wrong: Sample) -> None:
    source = "{% load web %}{% error_summary form %}"
    text = Template(source).render(Context({"form": wrong}))
    assert 'role="alert"' in text
    assert 'href="#id_name"' in text
    assert text.count("<li>") == 4
    clean = Template(source).render(Context({"form": Sample()}))
    assert "yc-errsum" not in clean
